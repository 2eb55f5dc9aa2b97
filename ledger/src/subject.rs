//! What a touch was about, as it is shown. A mail's subject is shown without the tags that mailing
//! lists put before it; the owner's own words stand as they were written.

use std::borrow::Cow;

use crate::touch::Medium;

pub fn shown(medium: Medium, note: &str) -> Cow<'_, str> {
    match medium {
        Medium::Mail if note.contains('[') => untagged(note),
        _ => Cow::Borrowed(note),
    }
}

/// "Re: [gauges] the weir" is "Re: the weir". A subject that is nothing but tags keeps them.
fn untagged(subject: &str) -> Cow<'_, str> {
    let mut words: Vec<&str> = subject.split_whitespace().collect();
    let head = words
        .iter()
        .take_while(|word| is_tag(word) || word.ends_with(':'))
        .count();
    if !words[..head].iter().copied().any(is_tag) || words[head..].is_empty() {
        return Cow::Borrowed(subject);
    }
    let mut place = 0;
    words.retain(|word| {
        place += 1;
        place > head || !is_tag(word)
    });
    Cow::Owned(words.join(" "))
}

fn is_tag(word: &str) -> bool {
    let inside = word
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    inside.is_some_and(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_tag_of_a_list_is_not_shown() {
        let shown = |subject| shown(Medium::Mail, subject).into_owned();
        assert_eq!(shown("[Gpsd-dev] fix for the weir"), "fix for the weir");
        assert_eq!(shown("Re: [gauges] Re: the weir"), "Re: Re: the weir");
        assert_eq!(shown("the weir [today]"), "the weir [today]");
        assert_eq!(shown("[PATCH 1/2] the weir"), "[PATCH 1/2] the weir");
        assert_eq!(shown("[gauges]"), "[gauges]");
        assert_eq!(shown("Re: [gauges]"), "Re: [gauges]");
    }

    #[test]
    fn the_owners_own_words_stand_as_they_are() {
        assert_eq!(shown(Medium::InPerson, "[sic] a coffee"), "[sic] a coffee");
    }

    proptest! {
        #[test]
        fn something_is_always_left_of_a_subject(subject in "\\PC{0,40}") {
            let left = shown(Medium::Mail, &subject);
            prop_assert_eq!(left.trim().is_empty(), subject.trim().is_empty());
        }
    }
}
