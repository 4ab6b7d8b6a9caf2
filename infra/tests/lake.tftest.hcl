# `terraform init && terraform test` (1.11 or newer): no account and no credentials, every answer of AWS is made up.
mock_provider "aws" {
  # Nothing is made, not even as a mock: what would be made cannot be destroyed again.
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "444455556666" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }

  mock_resource "aws_kms_key" {
    defaults = {
      arn    = "arn:aws:kms:eu-central-1:444455556666:key/0a1b2c3d-0000-4000-8000-000000000000"
      key_id = "0a1b2c3d-0000-4000-8000-000000000000"
    }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::444455556666:role/toolgate-mocked" }
  }

  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::acme-toolgate" }
  }

  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:444455556666:toolgate-alerts" }
  }

  mock_resource "aws_sfn_state_machine" {
    defaults = { arn = "arn:aws:states:eu-central-1:444455556666:stateMachine:toolgate-mocked" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:444455556666:log-group:mocked" }
  }

  mock_resource "aws_kinesis_firehose_delivery_stream" {
    defaults = { arn = "arn:aws:firehose:eu-central-1:444455556666:deliverystream/toolgate" }
  }
}

variables {
  bucket               = "acme-toolgate"
  forwarder_accounts   = ["111122223333", "222233334444"]
  forwarder_principals = ["arn:aws:iam::111122223333:role/toolgate-machine", "arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Developer_*"]
  external_id          = "acme-toolgate-forwarder"
  auditor_principals   = ["arn:aws:iam::444455556666:role/security-audit"]
  alert_emails         = ["security@example.com"]
}

run "seven_years_by_default" {
  command = plan

  assert {
    condition = alltrue([
      for lock in [aws_s3_bucket_object_lock_configuration.records, aws_s3_bucket_object_lock_configuration.trail] :
      one(lock.rule[0].default_retention).years == 7 && one(lock.rule[0].default_retention).mode == "COMPLIANCE"
    ])
    error_message = "Both buckets are locked in COMPLIANCE mode for seven years."
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.records.extended_s3_configuration[0].buffering_interval == 60
    error_message = "Records wait for 60 seconds at most."
  }

  assert {
    condition = alltrue([
      for policy in concat(
        [aws_s3_bucket_policy.records.policy, aws_s3_bucket_policy.trail.policy, aws_s3_bucket_policy.results.policy, aws_kms_key.lake.policy, aws_sns_topic_policy.alerts.policy],
        [for role in [aws_iam_role.delivery, aws_iam_role.forwarder, aws_iam_role.auditor, aws_iam_role.checks, aws_iam_role.scheduler, aws_iam_role.trail] : role.assume_role_policy],
        [for policy in [aws_iam_role_policy.delivery, aws_iam_role_policy.forwarder, aws_iam_role_policy.auditor, aws_iam_role_policy.checks, aws_iam_role_policy.scheduler, aws_iam_role_policy.trail] : policy.policy],
      ) : jsondecode(policy).Version == "2012-10-17"
    ])
    error_message = "Every policy is JSON when it is filled in."
  }

  assert {
    condition     = tolist(jsondecode(aws_iam_role.forwarder.assume_role_policy).Statement[0].Condition.ArnLike["aws:PrincipalArn"]) == var.forwarder_principals
    error_message = "Only the named principals assume the forwarder's role."
  }

  assert {
    condition     = alltrue([for check in aws_sfn_state_machine.check : jsondecode(check.definition).QueryLanguage == "JSONata"])
    error_message = "Every state machine is JSON when it is filled in."
  }

  assert {
    condition     = alltrue([for query in values(local.counts) : length(query) < 262144]) && length(local.counts.minutes) > 1000
    error_message = "A query is no longer than Athena takes."
  }

  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.alert)) == toset([for sql in fileset("./athena/alerts", "*/*.sql") : trimsuffix(basename(sql), ".sql")])
    error_message = "Every query of athena/alerts has its alarm."
  }

  assert {
    condition     = length([for name in keys(aws_athena_named_query.query) : name if startswith(name, "correlation/")]) == 0
    error_message = "Without Bedrock's log nothing asks for it."
  }
}

run "six_years_for_hipaa" {
  command = plan

  variables {
    retention = "hipaa"
  }

  assert {
    condition     = output.retention_years == 6 && one(aws_s3_bucket_object_lock_configuration.records.rule[0].default_retention).years == 6
    error_message = "HIPAA asks for six years."
  }
}

run "one_year_for_soc2" {
  command = plan

  variables {
    retention = "soc2"
  }

  assert {
    condition     = output.retention_years == 1 && strcontains(aws_s3_bucket_policy.records.policy, "\"365\"")
    error_message = "SOC 2 asks for one year."
  }
}

run "with_everything" {
  command = plan

  variables {
    name               = "audit-eu"
    archive_after_days = 400
    check_minutes      = 1
    thresholds         = { denied = 20, silent-machines = 0 }
    working_hours      = { zone = "Europe/Berlin", days = [1, 2, 3, 4, 5, 6] }
    model_log          = { bucket = "acme-bedrock", account = "111122223333", region = "eu-central-1" }
    inventory          = ["alpha"]
    exceptions         = [{ id = "a", rule = "command/b", owner = "c", reason = "d", expires = "2027-01-01" }]
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.alert["denied"].threshold == 20 && !contains(keys(aws_cloudwatch_metric_alarm.alert), "silent-machines")
    error_message = "Thresholds are the company's."
  }

  assert {
    condition     = strcontains(base64decode(regex("View: ([A-Za-z0-9+/=]+) ", aws_glue_catalog_table.view["settings"].view_original_text)[0]), "Europe/Berlin")
    error_message = "A view has the company's settings."
  }

  assert {
    condition     = aws_glue_catalog_table.table["model_log"].parameters["storage.location.template"] == "s3://acme-bedrock/AWSLogs/111122223333/BedrockModelInvocationLogs/eu-central-1/$${hour}/"
    error_message = "Bedrock's log is read where Bedrock puts it."
  }

  assert {
    condition     = aws_scheduler_schedule.check["minutes"].schedule_expression == "rate(1 minute)"
    error_message = "The check runs every minute."
  }
}

run "refuses_what_is_not_meant" {
  command = plan

  variables {
    name                 = "No Name"
    bucket               = "With_Capitals"
    retention            = "short"
    cold_after_days      = 1.5
    first_hour           = "2026-12-01"
    forwarder_accounts   = ["111"]
    forwarder_principals = ["*"]
    external_id          = "short"
    auditor_principals   = ["arn:aws:iam::444455556666:role/*"]
    alert_emails         = ["nobody"]
    check_minutes        = 0
    thresholds           = { unknown = 1 }
    volume_factor        = 1
    volume_minimum       = 0
    working_hours        = { from = 20, to = 7, days = [8], zone = "'; --" }
    silence_minutes      = 7
    patient_paths        = "it's"
  }

  expect_failures = [
    var.name, var.bucket, var.retention, var.cold_after_days, var.first_hour, var.forwarder_accounts,
    var.forwarder_principals, var.external_id, var.auditor_principals, var.alert_emails, var.check_minutes, var.thresholds,
    var.volume_factor, var.volume_minimum, var.working_hours, var.silence_minutes, var.patient_paths,
  ]
}

run "refuses_an_archive_before_it_pays" {
  command = plan

  variables {
    archive_after_days = 100
  }

  expect_failures = [var.archive_after_days]
}
