"""Everything that touches the disk: discovery, decoding, spans, prefilter, atomic writing."""
