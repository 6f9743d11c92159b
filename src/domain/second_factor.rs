//! Time-based one-time codes (RFC 6238: SHA-1, 6 digits, 30 seconds, one step either way), and the codes for when the device is lost.

use qrcodegen::{QrCode, QrCodeEcc};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

use super::moment::Moment;

/// What a device is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// `otpauth://…`
    pub uri: String,
    /// The same as a QR code: the `d` of an SVG path in a square of `size`, a module a unit.
    pub qr: String,
    /// Units of a side, with the quiet zone.
    pub size: i32,
}

/// Units around the code, without which it may not be read.
const QUIET: i32 = 4;

/// The base32 text of a secret of 160 random bits.
pub fn secret_of(bits: [u8; 20]) -> String {
    Secret::from(bits.to_vec()).to_base32()
}

/// The step of which `code` is the code, when it is one at `now` or a step beside it. `None` for a code of `taken` or before:
/// it works once.
pub fn check(secret: &str, code: &str, now: Moment, taken: i64) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let totp = totp(secret, "")?;
    let step = totp.check(&code, u64::try_from(now.0 / 1_000).ok()?)?;
    i64::try_from(step).ok().filter(|step| *step > taken)
}

/// What the device of `email` is told; `None` when the secret is none.
pub fn enrolment(secret: &str, email: &str) -> Option<Enrolment> {
    let uri = totp(secret, &email.replace(':', ""))?.to_url().ok()?;
    let code = QrCode::encode_text(&uri, QrCodeEcc::Medium).ok()?;
    Some(Enrolment { qr: path(&code), size: code.size() + 2 * QUIET, uri })
}

fn totp(secret: &str, account: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new().with_secret(secret).with_skew(1).with_account_name(account).with_issuer(Some("Parlour")).build().ok()
}

fn path(code: &QrCode) -> String {
    let dark = |y: i32| (0..code.size()).filter(move |x| code.get_module(*x, y)).map(move |x| (x, y));
    let square = |(x, y): (i32, i32)| format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET);
    (0..code.size()).flat_map(dark).map(square).collect()
}

/// The hash under which a recovery code is kept; how it is written (case, spaces, dashes) does not matter.
pub fn recovery_hash(code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    hex::encode(Sha256::digest(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's appendix B: "12345678901234567890".
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn the_codes_of_the_rfc() {
        // Their last six digits.
        for (at, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(check(SECRET, code, Moment(at * 1_000), 0), Some(at / 30), "{at}");
        }
    }

    #[test]
    fn a_step_either_way_and_each_once() {
        let at = |seconds: i64| Moment(seconds * 1_000);
        assert_eq!(check(SECRET, "287 082", at(30), 0), Some(1));
        assert_eq!(check(SECRET, "287082", at(89), 0), Some(1));
        assert_eq!(check(SECRET, "287082", at(90), 0), None);
        assert_eq!(check(SECRET, "287082", at(59), 1), None, "taken");
        for wrong in ["", "28708", "287083", "abcdef", "2870820"] {
            assert_eq!(check(SECRET, wrong, at(59), 0), None, "{wrong}");
        }
        assert_eq!(check("not base32!", "287082", at(59), 0), None);
    }

    #[test]
    fn a_device_is_told_all_it_needs() {
        let told = enrolment(SECRET, "anna@shop.example").expect("told");
        assert!(told.uri.starts_with("otpauth://totp/Parlour:anna%40shop.example?"), "{}", told.uri);
        assert!(told.uri.contains(SECRET) && told.uri.contains("issuer=Parlour"), "{}", told.uri);
        assert!(told.qr.starts_with("M4 4h1v1h-1z") && told.size > 29, "a finder pattern inside the quiet zone");
        assert_eq!(secret_of(*b"12345678901234567890"), SECRET);
    }

    #[test]
    fn recovery_codes_may_be_written_as_one_likes() {
        assert_eq!(recovery_hash("abcd-efgh-2345"), recovery_hash("ABCD EFGH 2345"));
        assert_ne!(recovery_hash("abcd-efgh-2345"), recovery_hash("abcd-efgh-2346"));
    }
}
