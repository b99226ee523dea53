"""What fine-tuning takes, by the model's size."""
