"""Stage 3: records are held against rules; every breach is a finding."""
