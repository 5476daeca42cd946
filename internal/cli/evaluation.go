package cli

type evaluationCommand struct {
	Read  evaluationReadCommand  `cmd:"" help:"Print what the register understands of a file of evaluation forms, as one JSON object. Nothing is stored."`
	Judge evaluationJudgeCommand `cmd:"" help:"Read one remark per line from standard input and print for each whether it may be a complaint, and why."`
}
