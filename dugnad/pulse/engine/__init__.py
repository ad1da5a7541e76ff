"""From a table of acts to the measures: aggregations that run on DuckDB or Spark, and the arrays they give."""
