//! Logistic regression by Newton's method, for the baselines and to fit the ledger's formula anew.

use crate::chapter::{Cell, Table};

/// Steps that suffice to the last digit from zero.
const STEPS: usize = 60;
/// Keeps the coefficients of features that say nothing from running away.
const RIDGE: f64 = 1e-6;

/// ln odds = β₀ + Σ βᵢ·xᵢ.
#[derive(Debug, Clone)]
pub struct Logistic {
    /// The intercept first.
    pub coefficients: Vec<f64>,
}

impl Logistic {
    /// The coefficients of greatest likelihood.
    pub fn fit(features: &[Vec<f64>], happened: &[bool]) -> Self {
        let width = features.first().map_or(1, |one| one.len() + 1);
        let mut model = Self {
            coefficients: vec![0.0; width],
        };
        for _ in 0..STEPS {
            let step = solve(model.newton(features, happened, width));
            for (coefficient, change) in model.coefficients.iter_mut().zip(&step) {
                *coefficient += change;
            }
            if step.iter().all(|change| change.abs() < 1e-9) {
                break;
            }
        }
        model
    }

    /// The curvature with the slope as its last column.
    fn newton(&self, features: &[Vec<f64>], happened: &[bool], width: usize) -> Vec<Vec<f64>> {
        let mut rows = vec![vec![0.0; width + 1]; width];
        for (features, happened) in features.iter().zip(happened) {
            let p = self.foretell(features);
            let off = f64::from(u8::from(*happened)) - p;
            let at = |place: usize| if place == 0 { 1.0 } else { features[place - 1] };
            for (place, row) in rows.iter_mut().enumerate() {
                for (column, cell) in row[..width].iter_mut().enumerate() {
                    *cell += p * (1.0 - p) * at(place) * at(column);
                }
                row[width] += off * at(place);
            }
        }
        for (place, row) in rows.iter_mut().enumerate() {
            row[place] += RIDGE;
            row[width] -= RIDGE * self.coefficients[place];
        }
        rows
    }

    /// The ledger's constants beside these coefficients, in the same order.
    pub fn beside(&self, title: String, constants: &[(&str, f64)]) -> Table {
        let mut table = Table::new(title, &["of", "in the ledger", "fitted anew"]);
        for ((name, ledger), fitted) in constants.iter().zip(&self.coefficients) {
            table.rows.push(vec![
                Cell::text(*name),
                Cell::Number(*ledger, 2),
                Cell::Number(*fitted, 3),
            ]);
        }
        table
    }

    /// The probability for one case.
    pub fn foretell(&self, features: &[f64]) -> f64 {
        let pairs = self.coefficients[1..].iter().zip(features);
        let log_odds = self.coefficients[0] + pairs.map(|(one, other)| one * other).sum::<f64>();
        1.0 / (1.0 + (-log_odds).exp())
    }
}

/// Gauss's elimination with the greatest pivot; each row ends with its right-hand side.
fn solve(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let width = rows.len();
    for column in 0..width {
        let pivot = (column..width).max_by(|one, other| {
            rows[*one][column]
                .abs()
                .total_cmp(&rows[*other][column].abs())
        });
        rows.swap(column, pivot.unwrap_or(column));
        let top = rows[column].clone();
        for row in &mut rows[column + 1..] {
            let factor = row[column] / top[column];
            for (cell, above) in row.iter_mut().zip(&top).skip(column) {
                *cell -= factor * above;
            }
        }
    }
    let mut solution = vec![0.0; width];
    for place in (0..width).rev() {
        let row = &rows[place];
        let known: f64 = (place + 1..width)
            .map(|next| row[next] * solution[next])
            .sum();
        solution[place] = (row[width] - known) / row[place];
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;

    #[test]
    fn what_was_thrown_by_a_formula_is_found_again() {
        let mut dice = Dice::seeded(3);
        let features: Vec<Vec<f64>> = (0..20_000)
            .map(|_| vec![dice.normal(), dice.normal()])
            .collect();
        let truth = Logistic {
            coefficients: vec![-0.5, 1.0, -2.0],
        };
        let happened: Vec<bool> = features
            .iter()
            .map(|features| dice.share() < truth.foretell(features))
            .collect();
        let found = Logistic::fit(&features, &happened);
        for (found, truth) in found.coefficients.iter().zip(&truth.coefficients) {
            assert!((found - truth).abs() < 0.1, "{found} {truth}");
        }
    }
}
