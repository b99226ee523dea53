"""What issue 3 demands, measured with the real parts on the machine at hand."""
