package io.github.metabgm.core.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Lets one mod in, sends it one frame, and reads byte by byte (RFC 6455) how the mod closes. */
public final class CloseProbe implements AutoCloseable {
    /** Opcodes of RFC 6455, section 5.2. */
    public static final int TEXT = 1;

    public static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int FINAL = 0x80;
    private static final int EXTENDED_64 = 127;
    private static final int EXTENDED_16 = 126;
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    public CloseProbe() throws IOException {}

    public int port() {
        return server.getLocalPort();
    }

    /** @return the code that the mod closes with after it got the frame */
    public int answerTo(int opcode, byte[] payload) throws IOException {
        try (Socket socket = server.accept();
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            upgrade(in, out);
            out.writeByte(FINAL | opcode);
            writeLength(out, payload.length);
            out.write(payload);
            return closeCode(in);
        }
    }

    private static void writeLength(DataOutputStream out, int length) throws IOException {
        if (length < EXTENDED_16) {
            out.writeByte(length);
        } else {
            out.writeByte(EXTENDED_64);
            out.writeLong(length);
        }
    }

    @SuppressWarnings("deprecation")
    private static void upgrade(DataInputStream in, DataOutputStream out) throws IOException {
        String key = "";
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            key = line.startsWith("Sec-WebSocket-Key: ") ? line.substring("Sec-WebSocket-Key: ".length()) : key;
        }
        out.writeBytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: " + ScriptedSidecar.SUBPROTOCOL + "\r\n"
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n");
    }

    private static String accept(String key) {
        try {
            byte[] text = (key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int closeCode(DataInputStream in) throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0xf;
            int length = in.readUnsignedByte() & 0x7f;
            length = length == EXTENDED_16 ? in.readUnsignedShort() : length;
            byte[] mask = in.readNBytes(Integer.BYTES);
            byte[] payload = in.readNBytes(length);
            if (opcode == CLOSE) {
                return ((payload[0] ^ mask[0]) & 0xff) << 8 | (payload[1] ^ mask[1]) & 0xff;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
