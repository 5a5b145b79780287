fn dummy() {}
