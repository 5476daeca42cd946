package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"wederhoor/internal/evaluation"
)

type evaluationJudgeCommand struct{}

// remarkLimit is how many bytes of a line are read; far more than a rule reads.
const remarkLimit = 64 << 10

// Run answers every line with one: signal or none, a tab, the reasons with the
// words they stand on. A remark has no question above it here. What waits is
// printed before the next line is waited for, so that a person may type.
func (evaluationJudgeCommand) Run(s streams) error {
	in, out := bufio.NewReaderSize(s.in, remarkLimit), bufio.NewWriter(s.out)
	for {
		line, rest, err := in.ReadLine()
		if errors.Is(err, io.EOF) {
			return flushed(out)
		}
		if err != nil {
			return errors.Join(fmt.Errorf("read a remark: %w", err), out.Flush())
		}
		answer := judge(string(line))
		for rest && err == nil {
			_, rest, err = in.ReadLine()
		}
		if _, err := fmt.Fprintln(out, answer); err != nil {
			return fmt.Errorf("print an answer: %w", err)
		}
		if in.Buffered() == 0 {
			if err := flushed(out); err != nil {
				return err
			}
		}
	}
}

func flushed(out *bufio.Writer) error {
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print an answer: %w", err)
	}
	return nil
}

func judge(remark string) string {
	reasons := evaluation.Text(remark, evaluation.AskedFree)
	if len(reasons) == 0 {
		return "none\t"
	}
	why := make([]string, len(reasons))
	for i, r := range reasons {
		why[i] = string(r.Code) + ` "` + oneLine.Replace(remark[r.Start:r.End]) + `"`
	}
	return "signal\t" + strings.Join(why, "; ")
}

var oneLine = strings.NewReplacer("\t", " ", "\r", " ")
