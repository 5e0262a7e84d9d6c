"""What people do in settlement, one verb each."""
