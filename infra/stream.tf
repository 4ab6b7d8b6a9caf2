# The stream that forwarders put sealed lines into. A line carries its own newline, so none is added; and lines are
# neither transformed nor partitioned by what stands in them: what arrives is what was sealed, byte for byte.
resource "aws_kinesis_firehose_delivery_stream" "records" {
  name        = var.name
  destination = "extended_s3"
  tags        = var.tags

  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = aws_kms_key.lake.arn
  }

  extended_s3_configuration {
    role_arn            = aws_iam_role.delivery.arn
    bucket_arn          = aws_s3_bucket.records.arn
    prefix              = "records/!{timestamp:yyyy/MM/dd/HH}/"
    error_output_prefix = "errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/"
    custom_time_zone    = "UTC"
    buffering_interval  = 60
    buffering_size      = 5
    compression_format  = "GZIP"
    kms_key_arn         = aws_kms_key.lake.arn

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.delivery.name
      log_stream_name = aws_cloudwatch_log_stream.delivery.name
    }
  }

  # Firehose tries its role when it is created.
  depends_on = [aws_iam_role_policy.delivery, aws_s3_bucket_policy.records]
}

# Why a delivery failed, in Firehose's words; no record stands in it.
resource "aws_cloudwatch_log_group" "delivery" {
  name              = "/aws/kinesisfirehose/${var.name}"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.lake.arn
  tags              = var.tags
}

resource "aws_cloudwatch_log_stream" "delivery" {
  name           = "delivery"
  log_group_name = aws_cloudwatch_log_group.delivery.name
}
