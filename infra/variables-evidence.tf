variable "exceptions" {
  description = "The exceptions in the company's rules, for the evidence: yamldecode(file(\"rules.d/company.yaml\")).exceptions."
  type = list(object({
    id      = string
    rule    = string
    owner   = string
    reason  = string
    expires = string
  }))
  default = []
}

variable "inventory" {
  description = "Host names of the machines that have Toolgate, from the company's inventory: the evidence names those that have sent nothing."
  type        = list(string)
  default     = []
}

variable "patient_paths" {
  description = "A regular expression (RE2) for paths and URLs of protected health information, for the HIPAA access list. The default is all of them."
  type        = string
  default     = "."

  validation {
    condition     = !can(regex("['\\n]", var.patient_paths))
    error_message = "Without quotes and line breaks."
  }
}

variable "model_log" {
  description = "Where Bedrock keeps its model invocation log, to join it with the records: bucket, the prefix above AWSLogs (empty, or with a slash at its end), account and region; and the ARN of the key it is encrypted with, if it has one."
  type = object({
    bucket  = string
    prefix  = optional(string, "")
    account = string
    region  = string
    key_arn = optional(string)
  })
  default = null
}
