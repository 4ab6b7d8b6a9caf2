# As a company has it: the lake in an audit account that developers have no part in, machines in another.
terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "external_id" {
  description = "What a forwarder must say to assume its role."
  type        = string
}

variable "audit_account" {
  description = "Id of the account that the lake is in."
  type        = string
}

variable "machine_account" {
  description = "Id of the account that machines, and developers through IAM Identity Center, have roles in."
  type        = string
}

variable "vpc" {
  description = "The VPC that machines are in: its id, subnets and the security group whose members may reach the endpoints."
  type = object({
    id             = string
    subnets        = list(string)
    security_group = string
  })
}

provider "aws" {
  alias  = "audit"
  region = "eu-central-1"

  assume_role {
    role_arn = "arn:aws:iam::${var.audit_account}:role/terraform"
  }
}

provider "aws" {
  alias  = "machines"
  region = "eu-central-1"

  assume_role {
    role_arn = "arn:aws:iam::${var.machine_account}:role/terraform"
  }
}

locals {
  machine_role = "arn:aws:iam::${var.machine_account}:role/toolgate-machine"
}

module "lake" {
  source = "../.."

  providers = {
    aws = aws.audit
  }

  bucket             = "example-toolgate-records"
  external_id        = var.external_id
  forwarder_accounts = [var.machine_account]
  forwarder_principals = [
    local.machine_role,
    "arn:aws:iam::${var.machine_account}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Developer_*",
  ]
  auditor_principals = ["arn:aws:iam::${var.audit_account}:role/security-audit"]
  alert_emails       = ["security@example.com"]
  working_hours      = { from = 7, to = 20, zone = "Europe/Berlin" }
  thresholds         = { denied = 20 }
}

output "sink" {
  description = "What the policy's sink of kind firehose is told, on every machine."
  value = {
    stream      = module.lake.stream
    region      = module.lake.region
    role_arn    = module.lake.forwarder_role_arn
    external_id = var.external_id
  }
}
