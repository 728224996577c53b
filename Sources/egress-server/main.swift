print("egress-server")
