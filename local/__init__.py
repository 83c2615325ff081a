"""The whole of jiangxin on one machine: servers, services, and the `jiangxin` command."""
