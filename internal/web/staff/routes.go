package staff

import (
	"net/http"

	"wederhoor/internal/web/kit"
)

// Routes adds the pages for the team.
func Routes(_ *http.ServeMux, _ *kit.Kit) {}
