# The machines' side: a role that may assume the forwarder's and do nothing else, and a private way to the stream.
resource "aws_iam_role" "machine" {
  provider = aws.machines

  name = "toolgate-machine"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "machine" {
  provider = aws.machines

  name = "assume-forwarder"
  role = aws_iam_role.machine.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Resource  = module.lake.forwarder_role_arn
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
    }]
  })
}

# Through this endpoint nothing can be put but records into this stream, by nobody but the forwarder's role: no way out for anything else.
resource "aws_vpc_endpoint" "firehose" {
  provider = aws.machines

  vpc_id              = var.vpc.id
  service_name        = "com.amazonaws.eu-central-1.kinesis-firehose"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = var.vpc.subnets
  security_group_ids  = [var.vpc.security_group]
  private_dns_enabled = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = module.lake.forwarder_role_arn }
      Action    = ["firehose:PutRecord", "firehose:PutRecordBatch"]
      Resource  = module.lake.stream_arn
    }]
  })
}

resource "aws_vpc_endpoint" "sts" {
  provider = aws.machines

  vpc_id              = var.vpc.id
  service_name        = "com.amazonaws.eu-central-1.sts"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = var.vpc.subnets
  security_group_ids  = [var.vpc.security_group]
  private_dns_enabled = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = local.machine_role }
      Action    = "sts:AssumeRole"
      Resource  = module.lake.forwarder_role_arn
    }]
  })
}
