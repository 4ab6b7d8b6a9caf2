variable "name" {
  description = "Begins the name of everything that is created: the stream, buckets, roles, alarms."
  type        = string
  default     = "toolgate"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.name))
    error_message = "Two to twenty lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "bucket" {
  description = "Name of the bucket that records are kept in. Bucket names are one for all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$", var.bucket))
    error_message = "Three to fifty lower-case letters, digits and hyphens: the other buckets add to it."
  }
}

variable "retention" {
  description = "How long nobody can delete a record: default (7 years), hipaa (6 years) or soc2 (1 year). It can be made longer later, never shorter for what is there."
  type        = string
  default     = "default"

  validation {
    condition     = contains(["default", "hipaa", "soc2"], var.retention)
    error_message = "One of default, hipaa, soc2."
  }
}

variable "cold_after_days" {
  description = "After how many days records move to Glacier Instant Retrieval, which Athena still reads. 0: never."
  type        = number
  default     = 90

  validation {
    condition     = var.cold_after_days >= 0 && floor(var.cold_after_days) == var.cold_after_days
    error_message = "A whole number of days, 0 or more."
  }
}

variable "archive_after_days" {
  description = "After how many days records move to Glacier Deep Archive, from which they must be restored before they can be read. 0: never."
  type        = number
  default     = 0

  validation {
    condition     = var.archive_after_days == 0 || var.archive_after_days >= var.cold_after_days + 90
    error_message = "0, or at least 90 days after cold_after_days: Glacier Instant Retrieval bills 90 days in any case."
  }
}

variable "first_hour" {
  description = "The hour from which on there are records, in UTC, as in 2026/12/01/00. Athena looks at none before."
  type        = string
  default     = "2026/11/01/00"

  validation {
    condition     = can(regex("^20[0-9]{2}/[01][0-9]/[0-3][0-9]/[0-2][0-9]$", var.first_hour))
    error_message = "As in 2026/12/01/00."
  }
}

variable "tags" {
  description = "Tags of everything that has tags, beside the provider's own."
  type        = map(string)
  default     = {}
}
