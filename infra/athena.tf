# The records as tables and views, and every query of athena/ under its own name. The partitions are worked out from the hour, so none is ever added.
resource "aws_athena_workgroup" "lake" {
  name        = var.name
  description = "Toolgate's records"
  tags        = var.tags

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location       = "s3://${aws_s3_bucket.results.id}/queries/"
      expected_bucket_owner = local.account

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = aws_kms_key.lake.arn
      }
    }
  }
}

resource "aws_glue_catalog_database" "lake" {
  name        = local.database
  description = "Toolgate's records"
}

locals {
  by_hour = {
    "projection.enabled"            = "true"
    "projection.hour.type"          = "date"
    "projection.hour.format"        = "yyyy/MM/dd/HH"
    "projection.hour.interval"      = "1"
    "projection.hour.interval.unit" = "HOURS"
    "projection.hour.range"         = "${var.first_hour},NOW"
  }

  # OpenX gives the JSON text of what a column is "string" for, whatever stands there: so the tool's input stays whole.
  json_serde = "org.openx.data.jsonserde.JsonSerDe"
  text_serde = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"

  records_location = "s3://${var.bucket}/records"
  model_location = var.model_log == null ? "" : (
    "s3://${var.model_log.bucket}/${var.model_log.prefix}AWSLogs/${var.model_log.account}/BedrockModelInvocationLogs/${var.model_log.region}"
  )

  tables = merge(
    {
      lines = {
        columns    = jsondecode(file("${path.module}/athena/lines.json"))
        location   = local.records_location
        serde      = local.json_serde
        settings   = { "ignore.malformed.json" = "true", "case.insensitive" = "false" }
        properties = merge(local.by_hour, { "storage.location.template" = "${local.records_location}/$${hour}/" })
      }
      # The same objects, each line as the text that it is: what a hash is over.
      raw = {
        columns    = { line = "string" }
        location   = local.records_location
        serde      = local.text_serde
        settings   = { "field.delim" = "\u0001", "serialization.format" = "1" }
        properties = merge(local.by_hour, { "storage.location.template" = "${local.records_location}/$${hour}/" })
      }
      exceptions = {
        columns    = { id = "string", rule = "string", owner = "string", reason = "string", expires = "string" }
        location   = "s3://${var.bucket}-results/reference/exceptions"
        serde      = local.json_serde
        settings   = {}
        properties = {}
      }
      inventory = {
        columns    = { host = "string" }
        location   = "s3://${var.bucket}-results/reference/inventory"
        serde      = local.json_serde
        settings   = {}
        properties = {}
      }
    },
    var.model_log == null ? {} : {
      model_log = {
        columns    = jsondecode(file("${path.module}/athena/model-log.json"))
        location   = local.model_location
        serde      = local.json_serde
        settings   = { "ignore.malformed.json" = "true", "case.insensitive" = "true" }
        properties = merge(local.by_hour, { "storage.location.template" = "${local.model_location}/$${hour}/" })
      }
    },
  )
}

resource "aws_glue_catalog_table" "table" {
  for_each = local.tables

  name          = each.key
  database_name = aws_glue_catalog_database.lake.name
  table_type    = "EXTERNAL_TABLE"
  parameters    = merge({ EXTERNAL = "TRUE" }, each.value.properties)

  dynamic "partition_keys" {
    for_each = contains(keys(each.value.properties), "projection.enabled") ? ["hour"] : []

    content {
      name = partition_keys.value
      type = "string"
    }
  }

  storage_descriptor {
    location      = "${each.value.location}/"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = each.value.serde
      parameters            = each.value.settings
    }

    dynamic "columns" {
      for_each = each.value.columns

      content {
        name = columns.key
        type = columns.value
      }
    }
  }
}

locals {
  settings = merge(
    { for name in ["from", "to", "zone"] : name => var.working_hours[name] },
    {
      days            = join(",", var.working_hours.days)
      volume_factor   = var.volume_factor
      volume_minimum  = var.volume_minimum
      silence_minutes = var.silence_minutes
      patient_paths   = var.patient_paths
    },
  )

  # The columns of each view: name and type. Glue wants to be told; a test holds them to what the view gives.
  views = jsondecode(file("${path.module}/athena/views.json"))

  hive_types = { varchar = "string", integer = "int", "timestamp(3)" = "timestamp" }
}

resource "aws_glue_catalog_table" "view" {
  for_each = local.views

  name          = each.key
  database_name = aws_glue_catalog_database.lake.name
  table_type    = "VIRTUAL_VIEW"
  parameters    = { presto_view = "true", comment = "Presto View" }

  view_expanded_text = "/* Presto View */"
  view_original_text = "/* Presto View: ${base64encode(jsonencode({
    originalSql = templatefile("${path.module}/athena/views/${each.key}.sql", local.settings)
    catalog     = "awsdatacatalog"
    schema      = local.database
    columns     = each.value
  }))} */"

  storage_descriptor {
    dynamic "columns" {
      for_each = each.value

      content {
        name = columns.value.name
        type = lookup(local.hive_types, columns.value.type, columns.value.type)
      }
    }

    ser_de_info {}
  }
}

locals {
  # alerts/minutes/denied = the text of that file
  queries = {
    for sql in fileset("${path.module}/athena", "**/*.sql") : trimsuffix(sql, ".sql") => file("${path.module}/athena/${sql}")
    if dirname(sql) != "views" && (var.model_log != null || dirname(sql) != "correlation")
  }
}

resource "aws_athena_named_query" "query" {
  for_each = local.queries

  name        = each.key
  description = substr(trimprefix(split("\n", each.value)[0], "-- "), 0, 1024)
  workgroup   = aws_athena_workgroup.lake.id
  database    = aws_glue_catalog_database.lake.name
  query       = each.value
}
