//! What a pair's own history says, as numbers for the fitted baselines.

use crate::ties::Case;

/// Four features: silence, contact days, the decayed count, and the time known; in logs.
pub fn four(case: &Case<'_>) -> Vec<f64> {
    vec![
        case.silence().ln_1p(),
        case.contact_days().ln(),
        (case.decayed(60.0) + 0.1).ln(),
        case.age().max(1.0).ln(),
    ]
}

/// Eleven features, for boosting: the four, decayed counts of other half-lives, and the gaps.
pub fn eleven(case: &Case<'_>) -> Vec<f64> {
    let gaps: Vec<f64> = case
        .past
        .windows(2)
        .map(|pair| (pair[1] - pair[0]) as f64)
        .collect();
    let logs: Vec<f64> = gaps.iter().map(|gap| gap.ln()).collect();
    let mean = logs.iter().sum::<f64>() / logs.len().max(1) as f64;
    let spread =
        logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / logs.len().max(1) as f64;
    let mut features = four(case);
    features.extend([
        case.decayed(15.0),
        case.decayed(30.0),
        case.decayed(180.0),
        mean,
        spread.sqrt(),
        gaps.last().copied().unwrap_or(0.0),
        case.silence() / case.mean_gap().max(1.0),
    ]);
    features
}
