# Everything in one account: the least that a trial needs. For a company see ../cross-account.
terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

data "aws_caller_identity" "current" {}

module "lake" {
  source = "../.."

  bucket               = "example-toolgate-records"
  retention            = "soc2"
  forwarder_accounts   = [data.aws_caller_identity.current.account_id]
  forwarder_principals = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/toolgate-machine"]
  external_id          = "example-toolgate-forwarder"
  auditor_principals   = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/audit"]
}

output "sink" {
  description = "What the policy's sink of kind firehose is told."
  value = {
    stream      = module.lake.stream
    region      = module.lake.region
    role_arn    = module.lake.forwarder_role_arn
    external_id = "example-toolgate-forwarder"
  }
}
