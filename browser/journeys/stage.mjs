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
  '/settings', '/reminders', '/history', '/new', '/profile', '/retention', '/backups', '/forgotten', '/undo']

const missing = whereChromiumIs() ? undefined : 'there is no Chromium on this machine'
const skip = process.env.TROTH_REQUIRE === 'all' ? undefined : missing

/** On the demo book, or as `openTroth` is told. */
export function journey(title, tell, ...started) {
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
      stage.troth = await openTroth(...started)
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
  return [own, `${own}/details`, `${own}/confidences`, `${own}/confidences/new`, `${own}/everything`, `${own}/forget`]
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

/** Uploads a small mailbox, and waits until there is something to show. */
export async function upload(page) {
  await page.goto('/import')
  await page.getByLabel('Files').setInputFiles({ name: 'letters.mbox', mimeType: 'application/mbox', buffer: Buffer.from(mailbox()) })
  await page.getByRole('button', { name: 'Read these files' }).click()
  // The reading goes on beside; the page looks again by itself.
  await page.waitForURL(url => /^\/import\/\d+$/.test(url.pathname))
}

/** Sends a form of these fields, as one of the pages would. */
export async function post(page, action, fields) {
  await page.goto('/keys')
  await Promise.all([page.waitForEvent('domcontentloaded'), page.evaluate(([action, fields]) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action })
    form.append(...Object.entries(fields).map(([name, value]) => Object.assign(document.createElement('input'), { type: 'hidden', name, value })))
    document.body.append(form)
    form.submit()
  }, [action, fields])])
}

/** Pages that stand only where something was asked, refused or begun: a name for each, and the way to it. */
export const SITUATIONS = {
  'a refusal with what was typed': async page => {
    await post(page, '/circles', { name: 'Divers', rhythm: 'every blue moon', people: ANA })
    await page.getByLabel('How often').waitFor()
  },
  'a refusal on the page of its form': async page => {
    await post(page, '/promises', { person: 'Nobody At All', what: 'the plan' })
    await page.getByRole('main').getByText('nobody in this book', { exact: false }).waitFor()
  },
  'a note that may be delicate': async page => {
    await post(page, `${await pageOf(page, ANA)}/details`, { what: 'her mother had surgery', topic: 'family' })
    await page.getByRole('button', { name: 'Seal it instead' }).waitFor()
  },
  'letters to be taken in': async page => {
    await upload(page)
    await page.getByRole('button', { name: 'Take it into the book' }).waitFor()
  },
  'who is who': async page => {
    await post(page, '/people', { name: 'Lindqvist, Ana', mail: 'ana.lindqvist@elsewhere.example' })
    await page.goto('/duplicates')
    await page.getByRole('button', { name: 'The same person' }).first().waitFor()
  },
  'an evening with somebody reaching out': async page => {
    await post(page, '/bids', { person: ANA, what: 'sent a picture of the sluice' })
    await page.goto('/review')
    await page.getByText('sent a picture of the sluice', { exact: false }).first().waitFor()
  }
}

/** Four letters of one day each, both ways, between the owner and somebody new. */
function mailbox() {
  const [noor, dagny] = ['Noor Haddad <noor@troth.example>', 'Dagny Reinholt <dagny@reinholt.example>']
  const letters = [[dagny, noor, 'Mon, 02 Mar 2026 09:00:00 +0000'], [noor, dagny, 'Tue, 03 Mar 2026 10:00:00 +0000'],
    [dagny, noor, 'Wed, 04 Mar 2026 11:00:00 +0000'], [dagny, noor, 'Thu, 05 Mar 2026 12:00:00 +0000']]
  return letters.map(([from, to, date], at) => [
    `From someone@reinholt.example ${date}`, `From: ${from}`, `To: ${to}`, `Date: ${date}`, 'Subject: The harbour plan',
    `Message-ID: <letter-${at}@reinholt.example>`, ...(at ? [`In-Reply-To: <letter-${at - 1}@reinholt.example>`] : []),
    '', 'Words that are not kept.', '', ''].join('\n')).join('')
}
