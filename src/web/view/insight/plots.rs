//! The plots of the owner's own ways, as SVG without inline style. In a table the numbers stand in
//! the same row; beside a curve they stand in a table under it.

use ledger::Day;
use ledger::insight::Verdict;
use maud::{Markup, html};

use crate::web::view::say;

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 100.0;

/// A share from 0 to 1, as a bar in a row.
pub fn share(share: f64) -> Markup {
    html! {
        svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" {
            rect.track width="1000" height="10" {}
            rect.bar width=(format!("{:.1}", share.clamp(0.0, 1.0) * WIDTH)) height="10" {}
        }
    }
}

/// An interval on a line from −reach to +reach, with zero marked.
pub fn interval(verdict: &Verdict, reach: f64) -> Markup {
    let Verdict::Days { more, low, high } = verdict else {
        return html! {};
    };
    let x = |days: f64| {
        format!(
            "{:.1}",
            (days / reach.max(0.1) + 1.0).clamp(0.0, 2.0) * WIDTH / 2.0
        )
    };
    html! {
        svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" {
            line.base x1="500" x2="500" y1="0" y2="20" {}
            line.ink-line x1=(x(*low)) x2=(x(*high)) y1="10" y2="10" {}
            line.ink-line x1=(x(*more)) x2=(x(*more)) y1="3" y2="17" {}
        }
    }
}

/// How often in each month.
pub fn months(months: &[(Day, u32)]) -> Markup {
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return html! {};
    };
    let most = months
        .iter()
        .map(|(_, times)| *times)
        .max()
        .unwrap_or(0)
        .max(1);
    let step = WIDTH / months.len() as f64;
    html! {
        figure.plot {
            figcaption { "Times somebody dropped by, month by month" }
            div.frame {
                svg.low viewBox="0 0 1000 100" preserveAspectRatio="none" role="img"
                    aria-label=(format!("At most {} in a month, from {} to {}.", say::counted(most.into(), "time"), month(first.0), month(last.0))) {
                    @for (place, (_, times)) in months.iter().enumerate() {
                        @let height = f64::from(*times) / f64::from(most) * HEIGHT;
                        rect.bar x=(format!("{:.1}", place as f64 * step + step * 0.22)) width=(format!("{:.1}", step * 0.56))
                            y=(format!("{:.1}", HEIGHT - height)) height=(format!("{height:.1}")) {}
                    }
                    line.base x1="0" x2="1000" y1="100" y2="100" {}
                }
            }
            p.axis aria-hidden="true" { span { (month(first.0)) } span { (month(last.0)) } }
            p.axis.legend { span { "at most " (say::counted(most.into(), "time")) " in a month" } }
            (behind("Month", "Times", months.iter().rev().map(|(day, times)| (month(*day), times.to_string()))))
        }
    }
}

/// How the days in touch are spread: people from the most to the least along the way, the share of
/// days up to them above.
pub fn curve(shape: &[u32], half: usize) -> Markup {
    let all: u32 = shape.iter().sum();
    if shape.len() < 2 || all == 0 {
        return html! {};
    }
    let mut taken = 0;
    let shares: Vec<f64> = shape
        .iter()
        .map(|days| {
            taken += days;
            f64::from(taken) / f64::from(all)
        })
        .collect();
    let people = shape.len();
    let every = people.div_ceil(200);
    let point = |n: usize| {
        let share = if n == 0 { 0.0 } else { shares[n - 1] };
        format!(
            "{:.1},{:.2}",
            n as f64 / people as f64 * WIDTH,
            HEIGHT * (1.0 - share)
        )
    };
    let points: Vec<String> = (0..people)
        .step_by(every)
        .chain([people])
        .map(point)
        .collect();
    let line = points.join(" ");
    let at_half = format!("{:.1}", half as f64 / people as f64 * WIDTH);
    let rows = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000]
        .into_iter()
        .filter(|n| *n < people)
        .chain([people])
        .map(|n| {
            (
                say::counted(n as i64, "person"),
                format!("{:.0} of 100", shares[n - 1] * 100.0),
            )
        });
    html! {
        figure.plot {
            figcaption { "Share of your days in touch, the most seen first" }
            div.frame {
                svg viewBox="0 -2 1000 104" preserveAspectRatio="none" role="img"
                    aria-label=(format!("{half} of {people} people take half of the days in touch.")) {
                    polygon.ink-area points=(format!("{line} 1000,100 0,100")) {}
                    line.base x1="0" x2="1000" y1="100" y2="100" {}
                    line.usual x1="0" x2=(at_half) y1="50" y2="50" {}
                    line.usual x1=(at_half) x2=(at_half) y1="50" y2="100" {}
                    polyline.ink-line points=(line) {}
                }
            }
            p.axis aria-hidden="true" { span { "0 people" } span { (say::counted(people as i64, "person")) } }
            p.axis.legend { span { span.swatch.dash {} "half of the days: " (say::counted(half as i64, "person")) } }
            (behind("The most seen", "Share of days", rows))
        }
    }
}

/// The numbers behind a plot.
fn behind(what: &str, value: &str, rows: impl Iterator<Item = (String, String)>) -> Markup {
    html! {
        details {
            summary { "As a table" }
            div.inside {
                table {
                    thead { tr { th scope="col" { (what) } th.sum scope="col" { (value) } } }
                    tbody { @for (what, value) in rows { tr { td { (what) } td.sum { (value) } } } }
                }
            }
        }
    }
}

fn month(day: Day) -> String {
    day.strftime("%b %Y").to_string()
}
