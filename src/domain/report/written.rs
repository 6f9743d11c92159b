//! Figures as people read them.

use super::Kind;

/// A figure in an e-mail: `12,345`, `4.8`, `12.3 %`, `2 min 5 s`; a dash for what cannot be reckoned.
pub fn written(kind: Kind, figure: Option<f64>) -> String {
    let Some(figure) = figure else { return "–".to_owned() };
    match kind {
        Kind::Count => grouped(figure, 0),
        Kind::Number => grouped(figure, 1),
        Kind::Share => format!("{:.1} %", figure * 100.0),
        Kind::Value => grouped(figure, 2),
        Kind::Duration => lasting(figure),
    }
}

fn grouped(figure: f64, places: usize) -> String {
    let text = format!("{:.places$}", figure.abs());
    let (whole, rest) =
        text.split_once('.').map_or((text.as_str(), String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if figure < 0.0 { "-" } else { "" };
    format!("{sign}{grouped}{rest}")
}

fn lasting(ms: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "no duration has 2^63 seconds")]
    let seconds = (ms / 1_000.0).round() as i64;
    match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_people_read_them() {
        for (kind, figure, text) in [
            (Kind::Count, Some(1_234_567.0), "1,234,567"),
            (Kind::Count, Some(999.0), "999"),
            (Kind::Number, Some(4.76), "4.8"),
            (Kind::Share, Some(0.1234), "12.3 %"),
            (Kind::Value, Some(-1_234.5), "-1,234.50"),
            (Kind::Duration, Some(125_400.0), "2 min 5 s"),
            (Kind::Duration, Some(7_500_000.0), "2 h 5 min"),
            (Kind::Duration, Some(400.0), "0 s"),
            (Kind::Share, None, "–"),
        ] {
            assert_eq!(written(kind, figure), text);
        }
    }
}
