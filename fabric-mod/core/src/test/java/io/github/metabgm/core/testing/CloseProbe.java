package io.github.metabgm.core.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Lets one mod in, says hello, sends it one frame, and reads byte by byte (RFC 6455) how the mod closes. The frame
 * waits for the mod's answer to hello: of what comes in several segments right behind the upgrade, java.net.http (25)
 * loses some 32 kB in one connection of a hundred.
 */
public final class CloseProbe implements AutoCloseable {
    /** Opcodes of RFC 6455, section 5.2. */
    public static final int TEXT = 1;

    public static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int FINAL = 0x80;
    private static final int EXTENDED_64 = 127;
    private static final int EXTENDED_16 = 126;
    private static final int LONGEST_HEADER = 2 + Long.BYTES;
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
            send(out, BINARY, Messages.frame(Messages.hello()));
            readFrame(in);
            send(out, opcode, payload);
            return closeCode(in);
        }
    }

    private static void send(DataOutputStream out, int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(LONGEST_HEADER + payload.length).put((byte) (FINAL | opcode));
        if (payload.length < EXTENDED_16) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) EXTENDED_64).putLong(payload.length);
        }
        out.write(frame.array(), 0, frame.put(payload).position());
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
        Frame frame = readFrame(in);
        while (frame.opcode != CLOSE) {
            frame = readFrame(in);
        }
        return ByteBuffer.wrap(frame.payload).getShort();
    }

    private static Frame readFrame(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0xf;
        int length = in.readUnsignedByte() & 0x7f;
        length = length == EXTENDED_16 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(Integer.BYTES);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % mask.length];
        }
        return new Frame(opcode, payload);
    }

    private record Frame(int opcode, byte[] payload) {}

    @Override
    public void close() throws IOException {
        server.close();
    }
}
