locals {
  # A bucket's key is only known once it is there.
  keyed = merge(local.policy, { key = aws_kms_key.lake.arn })
}

# Firehose's own role: writes objects into the one bucket.
resource "aws_iam_role" "delivery" {
  name               = "${var.name}-delivery"
  assume_role_policy = templatefile("${path.module}/policies/delivery-trust.json.tftpl", local.policy)
  tags               = var.tags
}

resource "aws_iam_role_policy" "delivery" {
  name   = "deliver"
  role   = aws_iam_role.delivery.id
  policy = templatefile("${path.module}/policies/delivery.json.tftpl", local.keyed)
}

# What every machine's forwarder assumes, from another account: puts records, and can do nothing else, not even read
# what it has put. The stream's encryption is Firehose's own matter: whoever puts records needs no right on the key.
resource "aws_iam_role" "forwarder" {
  name                 = "${var.name}-forwarder"
  max_session_duration = 3600
  tags                 = var.tags

  assume_role_policy = templatefile("${path.module}/policies/forwarder-trust.json.tftpl", merge(local.policy, {
    accounts   = jsonencode([for id in var.forwarder_accounts : "arn:${local.partition}:iam::${id}:root"])
    principals = jsonencode(var.forwarder_principals)
  }))
}

resource "aws_iam_role_policy" "forwarder" {
  name   = "put-records"
  role   = aws_iam_role.forwarder.id
  policy = templatefile("${path.module}/policies/forwarder.json.tftpl", local.policy)
}

# Whoever audits: reads what is delivered and asks Athena.
resource "aws_iam_role" "auditor" {
  name               = "${var.name}-auditor"
  tags               = var.tags
  assume_role_policy = templatefile("${path.module}/policies/auditor-trust.json.tftpl", merge(local.policy, { principals = jsonencode(var.auditor_principals) }))
}

resource "aws_iam_role_policy" "auditor" {
  name   = "read"
  role   = aws_iam_role.auditor.id
  policy = templatefile("${path.module}/policies/auditor.json.tftpl", local.keyed)
}

# The scheduled checks: the same reading, and metrics of one namespace.
resource "aws_iam_role" "checks" {
  name               = "${var.name}-checks"
  assume_role_policy = templatefile("${path.module}/policies/checks-trust.json.tftpl", local.policy)
  tags               = var.tags
}

resource "aws_iam_role_policy" "checks" {
  name   = "check"
  role   = aws_iam_role.checks.id
  policy = templatefile("${path.module}/policies/checks.json.tftpl", local.keyed)
}

# Where Bedrock keeps its log: the auditor reads it too.
resource "aws_iam_role_policy" "model_log" {
  count = var.model_log == null ? 0 : 1

  name = "read-model-log"
  role = aws_iam_role.auditor.id
  policy = templatefile("${path.module}/policies/model-log.json.tftpl", merge(local.policy, {
    model_bucket = "arn:${local.partition}:s3:::${var.model_log.bucket}"
    model_prefix = var.model_log.prefix
    model_key    = coalesce(var.model_log.key_arn, aws_kms_key.lake.arn)
  }))
}

# The scheduler starts the checks, and nothing else.
resource "aws_iam_role" "scheduler" {
  name               = "${var.name}-scheduler"
  assume_role_policy = templatefile("${path.module}/policies/scheduler-trust.json.tftpl", local.policy)
  tags               = var.tags
}

resource "aws_iam_role_policy" "scheduler" {
  name   = "start"
  role   = aws_iam_role.scheduler.id
  policy = templatefile("${path.module}/policies/scheduler.json.tftpl", local.policy)
}

# CloudTrail writes into its log group.
resource "aws_iam_role" "trail" {
  name               = "${var.name}-trail"
  assume_role_policy = templatefile("${path.module}/policies/trail-trust.json.tftpl", local.policy)
  tags               = var.tags
}

resource "aws_iam_role_policy" "trail" {
  name   = "write"
  role   = aws_iam_role.trail.id
  policy = templatefile("${path.module}/policies/trail.json.tftpl", local.policy)
}
