package template

func staffSamples() map[string]Page { return nil }
