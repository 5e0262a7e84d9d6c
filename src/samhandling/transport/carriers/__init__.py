"""The ways out of the house. Each is one class behind the two methods of `contract.Carrier`."""
