"""People with lives of their own, who ask and answer each other for some months. Pure: no database, no clock."""
