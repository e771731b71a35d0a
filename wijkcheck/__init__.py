"""WijkCheck: van twee lijsten naar een cijfer."""
