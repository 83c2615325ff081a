"""`jiangxin import`: rows of somebody's export become complaints, through intake's own front door."""
