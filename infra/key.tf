# One key for the stream, the buckets, the topic and the log groups. Who deletes the key deletes the records, lock or no lock: so its
# policy lets nobody disable it or schedule its deletion, and a change of the policy itself is an alert.
resource "aws_kms_key" "lake" {
  description             = "Toolgate's records"
  enable_key_rotation     = true
  rotation_period_in_days = 365
  deletion_window_in_days = 30
  policy                  = templatefile("${path.module}/policies/key.json.tftpl", local.policy)
  tags                    = var.tags

  lifecycle {
    prevent_destroy = true
  }

  # A key's policy may only name roles that exist.
  depends_on = [aws_iam_role.delivery, aws_iam_role.auditor, aws_iam_role.checks]
}

resource "aws_kms_alias" "lake" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.lake.key_id
}
