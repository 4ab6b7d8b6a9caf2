variable "alert_emails" {
  description = "Addresses that alerts go to. Each must confirm once. Other subscribers (chat, paging) take the topic from the outputs."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for address in var.alert_emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "Addresses, as in security@example.com."
  }
}

variable "check_minutes" {
  description = "How often the records that have just arrived are looked through, in minutes. With 2 a denial is told some three minutes after the call, five at the most."
  type        = number
  default     = 2

  validation {
    condition     = var.check_minutes >= 1 && var.check_minutes <= 60 && floor(var.check_minutes) == var.check_minutes
    error_message = "1 to 60."
  }
}

variable "thresholds" {
  description = "From how many rows on an alert is raised, by the name of its query in athena/alerts, where 1 is not right: { denied = 20, silent-machines = 5 }. 0: never."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for name, rows in var.thresholds : rows >= 0 && floor(rows) == rows])
    error_message = "Whole numbers, 0 or more."
  }

  validation {
    condition     = alltrue([for name in keys(var.thresholds) : length(fileset("${path.module}/athena/alerts", "*/${name}.sql")) == 1])
    error_message = "Each must be the name of a query in athena/alerts."
  }
}

variable "volume_factor" {
  description = "How many times the normal number of calls in an hour is an alert."
  type        = number
  default     = 10

  validation {
    condition     = var.volume_factor > 1 && floor(var.volume_factor) == var.volume_factor
    error_message = "A whole number, 2 or more."
  }
}

variable "volume_minimum" {
  description = "Below how many calls in an hour the volume of one user is never an alert."
  type        = number
  default     = 200

  validation {
    condition     = var.volume_minimum >= 1 && floor(var.volume_minimum) == var.volume_minimum
    error_message = "A whole number, 1 or more."
  }
}

variable "working_hours" {
  description = "When work is done: hours of the day from (included) to (excluded), days of the week (1 is Monday), and the time zone by its name. All else is off-hours."
  type = object({
    from = optional(number, 7)
    to   = optional(number, 20)
    days = optional(list(number), [1, 2, 3, 4, 5])
    zone = optional(string, "UTC")
  })
  default = {}

  validation {
    condition     = var.working_hours.from >= 0 && var.working_hours.from < var.working_hours.to && var.working_hours.to <= 24
    error_message = "0 <= from < to <= 24."
  }

  validation {
    condition     = length(var.working_hours.days) > 0 && alltrue([for day in var.working_hours.days : contains([1, 2, 3, 4, 5, 6, 7], day)])
    error_message = "Days are 1 (Monday) to 7 (Sunday)."
  }

  validation {
    condition     = can(regex("^[A-Za-z]+(/[A-Za-z_]+)*$", var.working_hours.zone))
    error_message = "The name of a time zone, as in Europe/Berlin."
  }
}

variable "silence_minutes" {
  description = "After how many minutes without a record or a heartbeat the whole fleet, or one machine that has not said goodbye, counts as silent."
  type        = number
  default     = 30

  validation {
    condition     = var.silence_minutes >= 5 && var.silence_minutes % 5 == 0 && var.silence_minutes <= 1440
    error_message = "A multiple of 5, up to a day."
  }
}
