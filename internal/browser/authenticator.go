package browser

import (
	"context"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

// Device is the part of a phone or laptop that keeps passkeys, as Chromium itself
// imitates it. There is always somebody who touches it: what a page only
// offers in a field is taken at once, unless the tab is PressOnly.
type Device struct {
	tab *Tab
	id  webauthn.AuthenticatorID
}

// Device gives the browser of this tab a device that asks for a finger.
func (tab *Tab) Device() *Device {
	tab.t.Helper()
	d := &Device{tab: tab}
	tab.do("add a device", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		if _, err := chromedp.Call(ctx, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return err
		}
		added, err := chromedp.Call(ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Ctap2version: webauthn.Ctap2versionCtap21, Transport: webauthn.AuthenticatorTransportInternal,
			HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true}})
		if err == nil {
			d.id = added.AuthenticatorID
		}
		return err
	}))
	return d
}

// PressOnly makes a browser that cannot offer a passkey in a field: there is only
// the button.
func (tab *Tab) PressOnly() {
	tab.t.Helper()
	const cannot = "if (window.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = async () => false"
	tab.do("offer nothing in a field", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: cannot})
		return err
	}))
}

// Recognises sets whether the finger is the right one.
func (d *Device) Recognises(yes bool) {
	d.tab.t.Helper()
	d.tab.do("set the finger", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: d.id, IsUserVerified: yes})
		return err
	}))
}

// Skips makes a device that tells the truth: it asked for no finger. The browser
// passes that on; only the site can refuse it.
func (d *Device) Skips(yes bool) {
	d.tab.t.Helper()
	d.tab.do("skip the finger", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, webauthn.SetResponseOverrideBits, webauthn.SetResponseOverrideBitsParams{AuthenticatorID: d.id, IsBadUV: &yes})
		return err
	}))
}

// Keys is how many passkeys the device keeps.
func (d *Device) Keys() int {
	d.tab.t.Helper()
	n := 0
	d.tab.do("count the passkeys", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		all, err := chromedp.Call(ctx, webauthn.GetCredentials, webauthn.GetCredentialsParams{AuthenticatorID: d.id})
		if err == nil {
			n = len(all.Credentials)
		}
		return err
	}))
	return n
}

// Leaves forgets the passkeys, as another device would not have them.
func (d *Device) Leaves() {
	d.tab.t.Helper()
	d.tab.do("forget the passkeys", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, webauthn.ClearCredentials, webauthn.ClearCredentialsParams{AuthenticatorID: d.id})
		return err
	}))
}
