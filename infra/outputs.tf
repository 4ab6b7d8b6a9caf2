output "stream" {
  description = "Name of the delivery stream: sinks[].stream in the policy of every machine."
  value       = aws_kinesis_firehose_delivery_stream.records.name
}

output "region" {
  description = "Region of the stream: sinks[].region."
  value       = local.region
}

output "stream_arn" {
  description = "ARN of the delivery stream, for policies of VPC endpoints."
  value       = aws_kinesis_firehose_delivery_stream.records.arn
}

output "forwarder_role_arn" {
  description = "The role that forwarders assume: sinks[].role_arn."
  value       = aws_iam_role.forwarder.arn
}

output "auditor_role_arn" {
  description = "The role that auditors assume."
  value       = aws_iam_role.auditor.arn
}

output "bucket" {
  description = "The bucket that records are in, under records/."
  value       = aws_s3_bucket.records.id
}

output "results_bucket" {
  description = "The bucket that the monthly evidence is in, under evidence/."
  value       = aws_s3_bucket.results.id
}

output "trail_bucket" {
  description = "The bucket that CloudTrail's own log is in."
  value       = aws_s3_bucket.trail.id
}

output "workgroup" {
  description = "Athena's workgroup, with every query under its name."
  value       = aws_athena_workgroup.lake.name
}

output "database" {
  description = "The database of the tables and views."
  value       = aws_glue_catalog_database.lake.name
}

output "key_arn" {
  description = "The key that everything is encrypted under."
  value       = aws_kms_key.lake.arn
}

output "topic_arn" {
  description = "The topic that alerts go to."
  value       = aws_sns_topic.alerts.arn
}

output "retention_years" {
  description = "How long nobody can delete a record."
  value       = local.retention_years
}
