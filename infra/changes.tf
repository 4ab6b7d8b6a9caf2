# Changes of the lake itself: told within seconds, with who did it, when the call is made.
locals {
  changes = toset([for pattern in fileset("${path.module}/events", "*.json.tftpl") : trimsuffix(pattern, ".json.tftpl")])
}

resource "aws_cloudwatch_event_rule" "change" {
  for_each = local.changes

  name        = "${var.name}-${each.key}"
  description = "Somebody changes Toolgate's ${each.key}"
  tags        = var.tags

  event_pattern = templatefile("${path.module}/events/${each.key}.json.tftpl", merge(local.keyed, {
    bucket = var.bucket
    key_id = aws_kms_key.lake.key_id
    topic  = aws_sns_topic.alerts.arn
  }))
}

resource "aws_cloudwatch_event_target" "change" {
  for_each = local.changes

  rule = aws_cloudwatch_event_rule.change[each.key].name
  arn  = aws_sns_topic.alerts.arn

  input_transformer {
    input_paths = {
      what   = "$.detail.eventName"
      who    = "$.detail.userIdentity.arn"
      when   = "$.time"
      from   = "$.detail.sourceIPAddress"
      source = "$.detail.eventSource"
      error  = "$.detail.errorCode"
      event  = "$.detail.eventID"
    }

    input_template = "\"Toolgate, ${each.key}: <what> (<source>) by <who> from <from> at <when>. Error: <error>. CloudTrail event <event>.\""
  }
}

# Roles are global: their events reach EventBridge in one region only, but the trail, and so its log group, in this one. And what was refused.
locals {
  watched = {
    roles = join(" ", [
      "{ ($.eventSource = \"iam.amazonaws.com\") && ($.requestParameters.roleName = \"${var.name}-*\") &&",
      "(($.eventName = \"*RolePolicy\") || ($.eventName = \"*Role\") || ($.eventName = \"UpdateAssumeRolePolicy\") || ($.eventName = \"*PermissionsBoundary\")) &&",
      "($.eventName != \"Get*\") && ($.eventName != \"List*\") }",
    ])
    refused = "{ ($.errorCode = \"AccessDenied*\") && (($.requestParameters.bucketName = \"${var.bucket}*\") || ($.requestParameters.deliveryStreamName = \"${var.name}\") || ($.requestParameters.roleArn = \"*:role/${var.name}-*\")) }"
    root    = "{ ($.userIdentity.type = \"Root\") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != \"AwsServiceEvent\") }"
  }
}

resource "aws_cloudwatch_log_metric_filter" "watched" {
  for_each = local.watched

  name           = "${var.name}-${each.key}"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = each.value

  metric_transformation {
    namespace = "Toolgate"
    name      = "${var.name}-${each.key}"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "watched" {
  for_each = local.watched

  alarm_name          = "${var.name}-trail-${each.key}"
  alarm_description   = "CloudTrail has what the filter ${var.name}-${each.key} looks for: see the log group /aws/cloudtrail/${var.name}."
  namespace           = "Toolgate"
  metric_name         = "${var.name}-${each.key}"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  tags                = var.tags
}
