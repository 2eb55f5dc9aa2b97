// What every journey starts with: Troth open on its demo book and a browser, both closed at the end.

import { after, before, describe } from 'node:test'
import { openChromium, visit, whereChromiumIs } from '../chromium.mjs'
import { openTroth } from '../troth.mjs'

/** A person of the demo book whose page the journeys use. */
export const ANA = 'Ana Lindqvist'

/** The pages anybody can open by their address. */
export const PAGES = ['/', '/more', '/keys', '/people', '/people?show=waiting', '/people?sort=silence', '/people?q=nobody-has-this-name',
  '/promises', '/promises?show=settled', '/review', '/meetings', '/brief', '/repairs', '/concerns', '/contributions', '/circles',
  '/insight', '/milestones', '/week', '/practice', '/practice?q=trust+after+a+breach', '/practice/rebuild-trust', '/inbox', '/duplicates', '/duplicates?at=99', '/import',
  '/settings', '/reminders', '/history', '/new', '/profile', '/retention', '/forgotten']

const missing = whereChromiumIs() ? undefined : 'there is no Chromium on this machine'
const skip = process.env.TROTH_REQUIRE === 'all' ? undefined : missing

export function journey(title, tell) {
  describe(title, { skip }, () => {
    const stage = {
      visit: options => visit(stage.browser, stage.troth.address, options),
      /** Runs a step as a fresh visitor, and closes the visit however the step ends. */
      async as(options, step) {
        const visitor = await stage.visit(options)
        try {
          return await step(visitor.page, visitor.complaints)
        } finally {
          await visitor.close()
        }
      }
    }
    before(async () => {
      stage.troth = await openTroth()
      stage.browser = await openChromium()
    })
    after(async () => {
      await stage.browser?.close()
      await stage.troth?.stop()
    })
    tell(stage)
  })
}

/** The address of a person's page, found as a person would: through People. */
export async function pageOf(page, name) {
  await page.goto(`/people?q=${encodeURIComponent(name)}`)
  return page.getByRole('main').getByRole('link', { name }).first().getAttribute('href')
}

/** The pages that are of one person: their own, and their confidences. */
export async function pagesOf(page, name) {
  const own = await pageOf(page, name)
  return [own, `${own}/confidences`, `${own}/confidences/new`, `${own}/everything`, `${own}/forget`]
}

/** A person's page with each sort of form unfolded, as its links do. */
export async function unfolded(page, name) {
  await page.goto(await pageOf(page, name))
  const folded = await page.locator('a.folded').evaluateAll(links => links.map(link => link.href))
  return [...new Map(folded.map(address => [address.replace(/[0-9a-f]{32}/g, ''), address])).values()]
}

/** Lists, and what the address of one thing on them begins with; the first of each kind is looked at, and the last. */
const LISTS = [['/repairs', '/repairs/'], ['/circles', '/circles/'], ['/circles', '/walk-arounds/'], ['/meetings', '/meetings/']]

/** The pages of one thing each, found as a person would: on the page that lists them. */
export async function pagesOfThings(page) {
  const found = []
  for (const [list, beginning] of LISTS) {
    await page.goto(list)
    const links = await page.getByRole('main').locator(`a[href^="${beginning}"]`).evaluateAll(links => links.map(link => link.getAttribute('href')))
    found.push(links.at(0), links.at(-1))
  }
  return [...new Set(found)]
}

/** Fills in a new entry: a touch with somebody, and what it was about. */
export async function fillInTouch(page, name, note) {
  await page.goto('/new')
  await page.getByLabel('With whom').fill(name)
  await page.getByLabel('What it was about').fill(note)
}

/** Presses a button that sends a form, and waits for the page that answers. */
export async function send(page, button) {
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()])
}
