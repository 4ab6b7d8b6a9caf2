variable "forwarder_accounts" {
  description = "Ids of the accounts whose machines send records: they may assume the forwarder's role."
  type        = list(string)

  validation {
    condition     = length(var.forwarder_accounts) > 0 && alltrue([for id in var.forwarder_accounts : can(regex("^[0-9]{12}$", id))])
    error_message = "At least one account, twelve digits each."
  }
}

variable "forwarder_principals" {
  description = "ARNs of the roles that machines have, with * where a part varies: arn:aws:iam::111122223333:role/toolgate-machine, or a permission set of IAM Identity Center, arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Developer_*."
  type        = list(string)

  validation {
    condition     = length(var.forwarder_principals) > 0 && alltrue([for arn in var.forwarder_principals : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/*-]*\\w", arn))])
    error_message = "ARNs of roles, each with its account and at least a part of its name."
  }
}

variable "external_id" {
  description = "What a forwarder must say to assume the role, against the confused deputy. It is no password: sinks[].external_id in the policy of every machine."
  type        = string

  validation {
    condition     = can(regex("^[\\w+=,.@:/-]+$", var.external_id)) && length(var.external_id) >= 16 && length(var.external_id) <= 1224
    error_message = "16 to 1,224 characters of those that STS allows."
  }
}

variable "auditor_principals" {
  description = "ARNs of the roles, each in full, that may assume the auditor's role: read and query, nothing else."
  type        = list(string)

  validation {
    condition     = length(var.auditor_principals) > 0 && alltrue([for arn in var.auditor_principals : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+$", arn))])
    error_message = "ARNs of roles, in full, without *."
  }
}
