// Troth by keyboard alone: one key for a new entry, one for search, an order that follows the eye, and a focus
// that is always seen.

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ANA, PAGES, journey, pageOf, pagesOfThings } from './stage.mjs'

journey('by keyboard', stage => {
  it('n opens a new entry from any page', () => stage.as({}, async page => {
    for (const path of ['/', '/people', '/promises', await pageOf(page, ANA)]) {
      await page.goto(path)
      await page.keyboard.press('n')
      await page.waitForURL(url => url.pathname === '/new')
    }
  }))

  it('g and a letter go to a page, and the list of keys names each', () => stage.as({}, async page => {
    await page.goto('/keys')
    const named = await page.getByRole('main').locator('dt').allTextContents()
    const letters = named.map(keys => keys.trim().split(/\s+/)).filter(keys => keys[0] === 'g').map(keys => keys[1])
    assert.ok(letters.length > 9)
    for (const letter of letters) {
      await page.goto('/keys')
      await page.keyboard.press('g')
      await page.keyboard.press(letter)
      await page.waitForURL(url => url.pathname !== '/keys')
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, letter)
    }
  }))

  it('/ goes to search, and what is typed there finds people', () => stage.as({}, async page => {
    await page.goto('/')
    await page.keyboard.press('/')
    await page.waitForFunction(() => document.activeElement?.matches('input[type=search], input[name=q]'))
    await page.keyboard.type('lindq')
    await page.keyboard.press('Enter')
    await page.waitForURL(url => url.pathname !== '/')
    assert.ok(await page.getByRole('main').getByText(ANA).count() > 0)
  }))

  it('keys typed into a field stay there', () => stage.as({}, async page => {
    await page.goto('/people')
    const field = page.getByRole('main').locator('input[name=q]').first()
    await field.focus()
    await page.keyboard.type('n/n')
    assert.equal(await field.inputValue(), 'n/n')
    assert.equal(new URL(page.url()).pathname, '/people')
  }))

  it('keys pressed with Control, Alt or Meta are the browser’s', () => stage.as({}, async page => {
    await page.goto('/people')
    for (const held of ['Control', 'Alt', 'Meta']) {
      await page.evaluate(key => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, [key]: true })), `${held === 'Control' ? 'ctrl' : held.toLowerCase()}Key`)
    }
    await page.waitForTimeout(200)
    assert.equal(new URL(page.url()).pathname, '/people')
  }))

  it('the first Tab offers to skip to the page itself', () => stage.as({}, async page => {
    await page.goto('/people')
    await page.keyboard.press('Tab')
    assert.match(await page.evaluate(() => document.activeElement.textContent), /skip/i)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)), 'the next Tab is inside main')
  }))

  it('Tab reaches everything that can be used, in the order it stands, and the focus is seen', () => stage.as({}, async page => {
    const faults = []
    for (const path of [...PAGES, ...await pagesOfThings(page), await pageOf(page, ANA)]) {
      await page.goto(path)
      const stops = await walk(page)
      faults.push(...stops.filter(stop => !stop.seen).map(stop => `${path}: the focus is not seen on ${stop.what}`))
      const back = stops.filter((stop, at) => at > 0 && stop.place < stops[at - 1].place)
      faults.push(...back.map(stop => `${path}: Tab goes back to ${stop.what}`))
      const reached = stops.map(stop => stop.place)
      const missed = await page.evaluate(reached => usable().filter((_, at) => !reached.includes(at)).map(part => part.outerHTML.slice(0, 100)), reached)
      faults.push(...missed.map(what => `${path}: Tab does not reach ${what}`))
    }
    assert.deepEqual(faults, [])
  }))

  it('what is unfolded in its place holds the focus: its first field, or its words where there is none', () => stage.as({}, async page => {
    await page.goto(await pageOf(page, ANA))
    for (const [key, held] of [['balances', 'SUMMARY'], ['statement', 'SUMMARY'], ['rename', 'INPUT']]) {
      await page.locator(`a.folded[id="${key}"]`).focus()
      await page.keyboard.press('Enter')
      await page.locator(`details[id="${key}"][open]`).waitFor()
      const focused = await page.evaluate(key => document.getElementById(key).contains(document.activeElement) && document.activeElement.tagName, key)
      assert.equal(focused, held, key)
    }
  }))

  it('a promise is kept with the keyboard alone', () => stage.as({}, async page => {
    await page.goto('/promises')
    const open = await page.getByRole('button', { name: /^kept?\b/i }).count()
    assert.ok(open > 0, 'the demo book has an open promise')
    await page.getByRole('button', { name: /^kept?\b/i }).first().focus()
    await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')])
    assert.equal(await page.getByRole('button', { name: /^kept?\b/i }).count(), open - 1)
  }))
})

/** Presses Tab until it leaves the page, and says where it stopped. */
async function walk(page) {
  await page.evaluate(() => {
    // From the top, also where the page puts the focus into a field by itself.
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
    const shown = part => part.getClientRects().length > 0 && getComputedStyle(part).visibility !== 'hidden'
    const folded = part => part.closest('details:not([open])') && !part.matches('details:not([open]) > summary')
    // One radio button of a group is a stop; the arrow keys reach the others.
    const spoken = part => part.type !== 'radio' || part.checked || !document.querySelector(`input[type=radio][name="${part.name}"]:checked`)
    window.usable = () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
      .filter(part => shown(part) && !part.disabled && !folded(part) && spoken(part))
    // What marks a focus, on the part itself or on the label around it.
    const marks = ['outline', 'boxShadow', 'borderColor', 'backgroundColor', 'textDecorationLine']
    window.look = part => JSON.stringify([part, part.closest('label')].map(one => one && marks.map(mark => getComputedStyle(one)[mark])))
    window.calm = new Map(usable().map(part => [part, look(part)]))
  })
  const stops = []
  for (let step = 0; step < 600; step++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const part = document.activeElement
      if (!part || part === document.body) return null
      return { place: usable().indexOf(part), what: part.outerHTML.slice(0, 100), seen: look(part) !== calm.get(part) }
    })
    if (!stop || (stops.length > 0 && stop.place === stops[0].place)) break
    // A date field has several inner stops; a part that scrolls is a stop of the browser's own.
    if (stop.place >= 0 && stops.at(-1)?.place !== stop.place) stops.push(stop)
  }
  return stops
}
