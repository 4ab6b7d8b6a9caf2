# What Athena answers, and what it needs to know beside the records. Nothing here is the record itself: a result can be made again at any
# time from what is locked. Evidence is kept all the same, and nobody deletes it.
resource "aws_s3_bucket" "results" {
  bucket = "${var.bucket}-results"
  tags   = var.tags
}

resource "aws_s3_bucket_versioning" "results" {
  bucket = aws_s3_bucket.results.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "results" {
  bucket = aws_s3_bucket.results.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.lake.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "results" {
  bucket                  = aws_s3_bucket.results.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "results" {
  bucket = aws_s3_bucket.results.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "results" {
  bucket = aws_s3_bucket.results.id
  policy = templatefile("${path.module}/policies/results-bucket.json.tftpl", local.policy)
}

resource "aws_s3_bucket_lifecycle_configuration" "results" {
  bucket = aws_s3_bucket.results.id

  rule {
    id     = "answers"
    status = "Enabled"

    filter {
      prefix = "queries/"
    }

    expiration {
      days = 30
    }

    noncurrent_version_expiration {
      noncurrent_days = 1
    }
  }

  depends_on = [aws_s3_bucket_versioning.results]
}

# What the evidence compares the records with: one JSON object a line, as Athena reads them.
resource "aws_s3_object" "exceptions" {
  bucket       = aws_s3_bucket.results.id
  key          = "reference/exceptions/exceptions.json"
  content      = join("", [for exception in var.exceptions : "${jsonencode(exception)}\n"])
  content_type = "application/x-ndjson"

  depends_on = [aws_s3_bucket_server_side_encryption_configuration.results]
}

resource "aws_s3_object" "inventory" {
  bucket       = aws_s3_bucket.results.id
  key          = "reference/inventory/inventory.json"
  content      = join("", [for host in var.inventory : "${jsonencode({ host = host })}\n"])
  content_type = "application/x-ndjson"

  depends_on = [aws_s3_bucket_server_side_encryption_configuration.results]
}
