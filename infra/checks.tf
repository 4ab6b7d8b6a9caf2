# How CloudWatch learns what stands in the records: state machines ask Athena at fixed times and write what was found as
# metrics. No server, no function of ours, and nothing in the way of a record.
locals {
  alerts = {
    for group in ["minutes", "hourly"] : group => {
      for key, query in local.queries : basename(key) => query if dirname(key) == "alerts/${group}"
    }
  }

  # One query that counts the rows of each: alert, found.
  counts = {
    for group, queries in local.alerts : group => join("\nUNION ALL\n", [
      for name, query in queries : "SELECT '${name}' AS alert, count(*) AS found FROM (\n${query}) AS \"${name}\""
    ])
  }

  evidence = [
    for key, query in local.queries : { name = basename(key), query = query } if contains(["evidence", "hipaa"], dirname(key))
  ]

  checks = {
    minutes = {
      schedule   = var.check_minutes == 1 ? "rate(1 minute)" : "rate(${var.check_minutes} minutes)"
      definition = templatefile("${path.module}/checks/count.json.tftpl", merge(local.policy, { query = jsonencode(local.counts.minutes) }))
    }
    hourly = {
      schedule   = "cron(5/15 * * * ? *)"
      definition = templatefile("${path.module}/checks/count.json.tftpl", merge(local.policy, { query = jsonencode(local.counts.hourly) }))
    }
    # On the second of the month, when what was on its way at midnight has arrived.
    evidence = {
      schedule   = "cron(0 3 2 * ? *)"
      definition = templatefile("${path.module}/checks/evidence.json.tftpl", merge(local.policy, { queries = jsonencode(local.evidence), results_bucket = aws_s3_bucket.results.id }))
    }
  }
}

resource "aws_sfn_state_machine" "check" {
  for_each = local.checks

  name       = "${var.name}-${each.key}"
  role_arn   = aws_iam_role.checks.arn
  type       = "STANDARD"
  definition = each.value.definition
  tags       = var.tags

  depends_on = [aws_iam_role_policy.checks]
}

resource "aws_scheduler_schedule" "check" {
  for_each = local.checks

  name                         = "${var.name}-${each.key}"
  schedule_expression          = each.value.schedule
  schedule_expression_timezone = "UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sfn_state_machine.check[each.key].arn
    role_arn = aws_iam_role.scheduler.arn

    retry_policy {
      maximum_event_age_in_seconds = 300
      maximum_retry_attempts       = 2
    }
  }
}
