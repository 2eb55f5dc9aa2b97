//! Plots as SVG, drawn without inline style: shapes stretch to the width there is, words stand
//! beside them as text. The numbers behind each plot are a table, for its page to put under it.

use ledger::{Day, days_between};
use maud::{Markup, html};

use super::say;

/// Plots are drawn on a thousand by a thousand and stretched: fine enough for whole numbers.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 1000.0;
/// "1000,1000 " is the longest a point of a line can be.
const POINT_USUAL: usize = 10;

/// A balance over time, with the usual as a dashed line, and under it what leads to its numbers.
pub fn balance(points: &[(Day, f64)], usual: f64, numbers: &Markup) -> Markup {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return html! {};
    };
    let values = || points.iter().map(|(_, value)| *value);
    let top = values().fold(usual, f64::max).max(1.0);
    let bottom = values().fold(0.0, f64::min);
    let span = days_between(first.0, last.0).max(1) as f64;
    let x = |day: Day| (days_between(first.0, day) as f64 / span * WIDTH).round() as i64;
    let y = |value: f64| (HEIGHT - (value - bottom) / (top - bottom) * HEIGHT).round() as i64;
    let room = say::Room(points.len() * POINT_USUAL);
    let line = html! { (room) @for (day, value) in points { (x(*day)) "," (y(*value)) " " } };
    html! {
        figure.plot {
            figcaption { "Your side, since " (say::dated(first.0)) }
            div.frame {
                svg viewBox="0 -20 1000 1040" preserveAspectRatio="none" role="img"
                    aria-label=(format!("The balance of your side from {} to {}; now {:.1}, usually {usual:.1}.", say::dated(first.0), say::dated(last.0), last.1)) {
                    polygon.ink-area points={ "0," (y(0.0)) " " (line) "1000," (y(0.0)) } {}
                    line.base x1="0" x2="1000" y1=(y(0.0)) y2=(y(0.0)) {}
                    line.usual x1="0" x2="1000" y1=(y(usual)) y2=(y(usual)) {}
                    polyline.ink-line points=(line) {}
                }
            }
            (axis(first.0, last.0))
            p.axis.legend {
                span { span.swatch {} "balance, at most " (say::plain((top * 10.0).round() / 10.0)) }
                span { span.swatch.dash {} "usual this year, " (say::plain((usual * 10.0).round() / 10.0)) }
            }
            (numbers)
        }
    }
}

/// Every fourth week of a balance, the newest first.
pub fn balances(points: &[(Day, f64)]) -> Markup {
    html! {
        table {
            thead { tr { th scope="col" { "Day" } th.sum scope="col" { "Balance" } } }
            tbody {
                @for (day, value) in points.iter().rev().step_by(4) {
                    tr { td.when { (say::dated(*day)) } td.sum { (say::sum(*value)) } }
                }
            }
        }
    }
}

/// How much of a harm is left, in hundredths: what was, and what time alone will leave.
pub fn healing(past: &[(Day, f64)], ahead: &[(Day, f64)]) -> Markup {
    let (Some(first), Some(now), Some(last)) = (past.first(), past.last(), ahead.last()) else {
        return html! {};
    };
    let span = days_between(first.0, last.0).max(1) as f64;
    let points = |course: &[(Day, f64)]| -> String {
        let point = |(day, left): &(Day, f64)| {
            let x = days_between(first.0, *day) as f64 / span * WIDTH;
            format!("{x:.1},{:.2}", HEIGHT - left * HEIGHT)
        };
        course.iter().map(point).collect::<Vec<_>>().join(" ")
    };
    let hundredths = |left: f64| say::plain((left * 100.0).round());
    html! {
        figure.plot {
            figcaption { "What is left of it, of 100" }
            div.frame {
                svg.low viewBox=(format!("0 -2 {WIDTH} {}", HEIGHT + 4.0)) preserveAspectRatio="none" role="img"
                    aria-label=(format!("100 on {}, {} now; time alone leaves {} by {}.", say::dated(first.0), hundredths(now.1), hundredths(last.1), say::dated(last.0))) {
                    line.base x1="0" x2=(WIDTH) y1=(HEIGHT) y2=(HEIGHT) {}
                    polyline.ink-line points=(points(past)) {}
                    polyline.usual points=(points(ahead)) {}
                }
            }
            p.axis aria-hidden="true" { span { (say::dated(first.0)) } span { (say::dated(last.0)) } }
            p.axis.legend {
                span { span.swatch {} "so far, now " (hundredths(now.1)) }
                span { span.swatch.dash {} "from here on with time alone" }
            }
        }
    }
}

/// Contact days in each month, up to this one, and under it what leads to its numbers.
pub fn contact_days(months: &[(Day, u32)], numbers: &Markup) -> Markup {
    let Some(first) = months.first() else {
        return html! {};
    };
    let most = months
        .iter()
        .map(|(_, days)| *days)
        .max()
        .unwrap_or(0)
        .max(1);
    let all: u32 = months.iter().map(|(_, days)| days).sum();
    html! {
        figure.plot {
            figcaption { "Days in touch, month by month" }
            div.frame {
                svg.low viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img"
                    aria-label=(format!("{} in touch since {}, at most {most} in a month.", say::counted(i64::from(all), "day"), say::of_month(first.0))) {
                    path.bar d=(bars(months, most)) {}
                    line.base x1="0" x2="1000" y1="1000" y2="1000" {}
                }
            }
            (months_axis(months))
            p.axis.legend { span { "at most " (say::counted(i64::from(most), "day")) " in a month" } }
            (numbers)
        }
    }
}

/// The newest month first.
pub fn months(months: &[(Day, u32)]) -> Markup {
    html! {
        table {
            thead { tr { th scope="col" { "Month" } th.sum scope="col" { "Days in touch" } } }
            tbody {
                @for (month, days) in months.iter().rev() {
                    tr { td.when { (say::of_month(*month)) } td.sum { (days) } }
                }
            }
        }
    }
}

/// One shape for all the bars, each from the ground up.
fn bars(months: &[(Day, u32)], most: u32) -> Markup {
    let step = WIDTH / months.len() as f64;
    let left = |place: usize| (place as f64 * step + step * 0.22).round() as i64;
    let width = (step * 0.56).round() as i64;
    let height = |days: u32| (f64::from(days) / f64::from(most) * HEIGHT).round() as i64;
    html! {
        @for (place, (_, days)) in months.iter().enumerate().filter(|(_, (_, days))| *days > 0) {
            "M" (left(place)) " 1000v-" (height(*days)) "h" (width) "V1000z"
        }
    }
}

/// A length against its usual: the bar is now, the dashed mark the usual.
pub fn against(words: &str, now: f64, usual: f64, most: f64) -> Markup {
    let most = most.max(now).max(usual * 1.25).max(0.5);
    let share = |value: f64| (value.max(0.0) / most * WIDTH).min(WIDTH);
    html! {
        figure.plot {
            div.frame {
                svg.slim viewBox="0 0 1000 20" preserveAspectRatio="none" role="img" aria-label=(words) {
                    rect.track x="0" y="7" width=(WIDTH) height="6" {}
                    rect.bar x="0" y="7" width=(format!("{:.1}", share(now))) height="6" {}
                    @if usual > 0.0 { line.usual x1=(format!("{:.1}", share(usual))) x2=(format!("{:.1}", share(usual))) y1="0" y2="20" {} }
                }
            }
        }
    }
}

/// Up to five of the months, each under its own bar or near it.
fn months_axis(months: &[(Day, u32)]) -> Markup {
    let shown = months.len().min(5);
    html! {
        p.axis aria-hidden="true" {
            @for part in 0..shown {
                span { (say::month_short(months[part * (months.len() - 1) / (shown - 1).max(1)].0)) }
            }
        }
    }
}

/// Under so many days a label names its day: four times the same month says nothing.
const BY_DAYS: i64 = 200;

fn axis(first: Day, last: Day) -> Markup {
    let span = days_between(first, last);
    let label = |day: Day| match span {
        ..BY_DAYS => say::short(day, last),
        _ => say::month_short(day),
    };
    html! {
        p.axis aria-hidden="true" {
            @for part in 0..5_i64 {
                span { (label(first.saturating_add(jiff::Span::new().days(span * part / 4)))) }
            }
        }
    }
}
