# The bucket that records are kept in. In COMPLIANCE mode nobody, the account's root user included, can delete or
# overwrite a version before its time, nor shorten that.
resource "aws_s3_bucket" "records" {
  bucket              = var.bucket
  object_lock_enabled = true
  tags                = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "records" {
  bucket = aws_s3_bucket.records.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "records" {
  bucket = aws_s3_bucket.records.id

  rule {
    default_retention {
      mode  = "COMPLIANCE"
      years = local.retention_years
    }
  }

  depends_on = [aws_s3_bucket_versioning.records]
}

resource "aws_s3_bucket_server_side_encryption_configuration" "records" {
  bucket = aws_s3_bucket.records.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.lake.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "records" {
  bucket                  = aws_s3_bucket.records.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "records" {
  bucket = aws_s3_bucket.records.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "records" {
  bucket = aws_s3_bucket.records.id
  policy = templatefile("${path.module}/policies/records-bucket.json.tftpl", local.keyed)
}

locals {
  colder = { for class, days in { GLACIER_IR = var.cold_after_days, DEEP_ARCHIVE = var.archive_after_days } : class => days if days > 0 }
}

# Moves, never deletes: there is no expiration here. Changing the class of an object leaves its lock as it is.
resource "aws_s3_bucket_lifecycle_configuration" "records" {
  bucket = aws_s3_bucket.records.id

  dynamic "rule" {
    for_each = length(local.colder) > 0 ? ["colder"] : []

    content {
      id     = rule.value
      status = "Enabled"

      filter {
        prefix = "records/"
      }

      dynamic "transition" {
        for_each = local.colder

        content {
          days          = transition.value
          storage_class = transition.key
        }
      }
    }
  }

  rule {
    id     = "unfinished"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.records]
}
