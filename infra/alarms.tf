# What the queries found: one alarm for each file in athena/alerts. The alarm says that there is something; the query of that name says what.
locals {
  alarms = merge([
    for group, queries in local.alerts : {
      for name, query in queries : name => {
        period    = group == "minutes" ? 60 * var.check_minutes : 900
        threshold = lookup(var.thresholds, name, 1)
        says      = substr(trimprefix(split("\n", query)[0], "-- "), 0, 800)
        query     = "alerts/${group}/${name}"
      } if lookup(var.thresholds, name, 1) > 0
    }
  ]...)
}

resource "aws_cloudwatch_metric_alarm" "alert" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.says} Which: Athena, workgroup ${var.name}, query ${each.value.query}."
  namespace           = "Toolgate"
  metric_name         = "Alerts"
  dimensions          = { Lake = var.name, Alert = each.key }
  statistic           = "Maximum"
  period              = each.value.period
  evaluation_periods  = 1
  threshold           = each.value.threshold
  comparison_operator = "GreaterThanOrEqualToThreshold"
  # A check that did not run changes nothing here; it has an alarm of its own.
  treat_missing_data = "ignore"
  alarm_actions      = [aws_sns_topic.alerts.arn]
  ok_actions         = [aws_sns_topic.alerts.arn]
  tags               = var.tags
}

# What Firehose says of itself.
locals {
  stream_alarms = {
    silence = {
      says       = "No record and no heartbeat of any machine for ${var.silence_minutes} minutes."
      metric     = "IncomingRecords", statistic = "Sum", operator = "LessThanThreshold", threshold = 1
      periods    = var.silence_minutes / 5
      if_missing = "breaching"
    }
    delivery = {
      says       = "Firehose could not write to the bucket. It goes on trying for 24 hours, then records go to errors/."
      metric     = "DeliveryToS3.Success", statistic = "Minimum", operator = "LessThanThreshold", threshold = 1
      periods    = 1
      if_missing = "notBreaching"
    }
    freshness = {
      says       = "A record has waited in the stream for more than five minutes."
      metric     = "DeliveryToS3.DataFreshness", statistic = "Maximum", operator = "GreaterThanThreshold", threshold = 300
      periods    = 1
      if_missing = "notBreaching"
    }
    throttled = {
      says       = "The stream takes less than is sent. Forwarders send again, nothing is lost; ask for a higher quota."
      metric     = "ThrottledRecords", statistic = "Sum", operator = "GreaterThanThreshold", threshold = 0
      periods    = 3
      if_missing = "notBreaching"
    }
    key-denied = {
      says       = "Firehose may not use the key."
      metric     = "KMSKeyAccessDenied", statistic = "Sum", operator = "GreaterThanThreshold", threshold = 0
      periods    = 1
      if_missing = "notBreaching"
    }
    key-disabled = {
      says       = "The key is disabled."
      metric     = "KMSKeyDisabled", statistic = "Sum", operator = "GreaterThanThreshold", threshold = 0
      periods    = 1
      if_missing = "notBreaching"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "stream" {
  for_each = local.stream_alarms

  alarm_name          = "${var.name}-stream-${each.key}"
  alarm_description   = each.value.says
  namespace           = "AWS/Firehose"
  metric_name         = each.value.metric
  dimensions          = { DeliveryStreamName = aws_kinesis_firehose_delivery_stream.records.name }
  statistic           = each.value.statistic
  period              = 300
  evaluation_periods  = each.value.periods
  threshold           = each.value.threshold
  comparison_operator = each.value.operator
  treat_missing_data  = each.value.if_missing
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  tags                = var.tags
}

# The whole fleet far above or below what is usual at that hour of the week. Ten times a user's own normal volume is the query `volume`.
resource "aws_cloudwatch_metric_alarm" "unusual_volume" {
  alarm_name          = "${var.name}-stream-unusual-volume"
  alarm_description   = "The number of records is far from what is usual at this time."
  comparison_operator = "LessThanLowerOrGreaterThanUpperThreshold"
  evaluation_periods  = 3
  threshold_metric_id = "usual"
  treat_missing_data  = "ignore"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  tags                = var.tags

  metric_query {
    id          = "usual"
    expression  = "ANOMALY_DETECTION_BAND(records, 6)"
    label       = "Usual"
    return_data = true
  }

  metric_query {
    id          = "records"
    return_data = true

    metric {
      namespace   = "AWS/Firehose"
      metric_name = "IncomingRecords"
      dimensions  = { DeliveryStreamName = aws_kinesis_firehose_delivery_stream.records.name }
      period      = 900
      stat        = "Sum"
    }
  }
}

# Who watches the checks: one that fails, and one that has not ended well for too long.
resource "aws_cloudwatch_metric_alarm" "check_failed" {
  for_each = local.checks

  alarm_name          = "${var.name}-check-${each.key}-failed"
  alarm_description   = "The state machine ${var.name}-${each.key} has failed: its last executions say where."
  namespace           = "AWS/States"
  metric_name         = "ExecutionsFailed"
  dimensions          = { StateMachineArn = aws_sfn_state_machine.check[each.key].arn }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = each.key == "minutes" ? 2 : 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "check_missing" {
  for_each = { minutes = 300 * ceil((2 * var.check_minutes + 10) / 5), hourly = 3600 }

  alarm_name          = "${var.name}-check-${each.key}-missing"
  alarm_description   = "The state machine ${var.name}-${each.key} has not ended well for too long: alerts may be missed."
  namespace           = "AWS/States"
  metric_name         = "ExecutionsSucceeded"
  dimensions          = { StateMachineArn = aws_sfn_state_machine.check[each.key].arn }
  statistic           = "Sum"
  period              = each.value
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
  tags                = var.tags
}
