"""The version of the protocol that this sidecar speaks."""

PROTOCOL_VERSION = 1
SUBPROTOCOL = "metabgm.v1.msgpack"
