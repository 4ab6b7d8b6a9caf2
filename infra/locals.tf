data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region

  retention_years = { default = 7, hipaa = 6, soc2 = 1 }[var.retention]

  # By name, not by reference, where a policy speaks of what depends on it.
  stream_arn         = "arn:${local.partition}:firehose:${local.region}:${local.account}:deliverystream/${var.name}"
  trail_arn          = "arn:${local.partition}:cloudtrail:${local.region}:${local.account}:trail/${var.name}"
  records_arn        = "arn:${local.partition}:s3:::${var.bucket}"
  trail_bucket_arn   = "arn:${local.partition}:s3:::${var.bucket}-trail"
  results_arn        = "arn:${local.partition}:s3:::${var.bucket}-results"
  delivery_role_arn  = "arn:${local.partition}:iam::${local.account}:role/${var.name}-delivery"
  forwarder_role_arn = "arn:${local.partition}:iam::${local.account}:role/${var.name}-forwarder"
  auditor_role_arn   = "arn:${local.partition}:iam::${local.account}:role/${var.name}-auditor"
  checks_role_arn    = "arn:${local.partition}:iam::${local.account}:role/${var.name}-checks"
  trail_role_arn     = "arn:${local.partition}:iam::${local.account}:role/${var.name}-trail"
  database           = replace(var.name, "-", "_")

  # What every policy in policies/ may name.
  policy = {
    account       = local.account
    partition     = local.partition
    region        = local.region
    name          = var.name
    database      = local.database
    stream        = local.stream_arn
    trail         = local.trail_arn
    records       = local.records_arn
    trail_bucket  = local.trail_bucket_arn
    results       = local.results_arn
    delivery_role = local.delivery_role_arn
    auditor_role  = local.auditor_role_arn
    checks_role   = local.checks_role_arn
    years         = local.retention_years
    days          = local.retention_years * 365
    external_id   = var.external_id
  }
}
