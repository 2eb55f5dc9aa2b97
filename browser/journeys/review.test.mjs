// The evening by keyboard: twenty touches of a day judged in under sixty keystrokes, two notes among them; and
// the same without script.

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { SCHEMES, WIDTHS } from '../chromium.mjs'
import { fillInTouch, journey, send } from './stage.mjs'

const PEOPLE = ['Ana Lindqvist', 'Sam Okafor', 'Priya Raman', 'Mei Tanaka']

journey('the evening', stage => {
  it('judges twenty touches in under sixty keystrokes, two captured notes included', () => stage.as({}, async page => {
    await page.goto('/review')
    const already = Number((await page.getByRole('main').textContent()).match(/\d+ of (\d+)/)?.[1] ?? 0)
    assert.ok(already < 20, 'the demo book leaves room for a day of twenty')
    for (let place = already; place < 20; place++) {
      await fillInTouch(page, PEOPLE[place % PEOPLE.length], `Round ${place}`)
      await send(page, page.getByRole('button', { name: 'Note it' }))
    }
    await page.goto('/review')
    let strokes = 0
    const type = async text => { strokes += text.length; await page.keyboard.type(text) }
    const press = async key => { strokes += 1; await page.keyboard.press(key) }
    const goes = async key => { await Promise.all([page.waitForEvent('domcontentloaded'), press(key)]) }
    const progress = () => page.locator('.progress').textContent()

    assert.equal(await progress(), '1 of 20')
    await press('d')
    await type('new puppy')
    await goes('Enter')
    assert.match(await page.getByRole('status').textContent(), /Noted something to remember/)
    assert.equal(await progress(), '1 of 20', 'a note does not judge')
    await goes('b')
    assert.equal(await progress(), '2 of 20')
    await goes('ArrowLeft')
    assert.match(await page.getByRole('status').textContent(), /left worse/)
    await goes('u')
    assert.match(await page.getByRole('status').textContent(), /Taken back/)
    assert.equal(await progress(), '2 of 20', 'and is asked about again')
    await goes('ArrowRight')
    await press('t')
    await type('took notes')
    await goes('Enter')
    assert.match(await page.getByRole('status').textContent(), /Noted something good/)
    for (let place = 3; place <= 20; place++) {
      assert.equal(await progress(), `${place} of 20`)
      await goes('b')
    }
    assert.ok(await page.getByText('That is the day').count() > 0, 'all are judged')
    assert.ok(strokes < 60, `it took ${strokes} keystrokes`)
  }))

  it('names a moment by a few letters, asks what was said after listening, and says what was skipped', () => stage.as({}, async page => {
    for (const note of ['First', 'Second']) {
      await fillInTouch(page, 'Ana Lindqvist', note)
      await send(page, page.getByRole('button', { name: 'Note it' }))
    }
    const goes = key => Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press(key)])
    await page.goto('/review')
    await page.keyboard.press('m')
    await page.keyboard.type('lis')
    await goes('Enter')
    assert.ok(await page.getByText('What did Ana say, in your own words?').count() > 0)
    await page.keyboard.press('h')
    await page.keyboard.type('bw')
    assert.equal(await page.getByLabel(/in your own words/).inputValue(), 'bw', 'keys typed into the line stay there')
    await page.keyboard.press('Escape')
    await goes('s')
    assert.ok(await page.getByText('1 not judged yet').count() > 0)
  }))

  it('is held without script too', () => stage.as({ script: false }, async page => {
    await fillInTouch(page, 'Sam Okafor', 'The quiet way')
    await send(page, page.getByRole('button', { name: 'Note it' }))
    await page.goto('/review')
    while (!(await page.locator('.asked').getByText('The quiet way').count())) {
      await Promise.all([page.waitForEvent('domcontentloaded'), page.locator('.asked').getByRole('link', { name: /^Skip/ }).click()])
    }
    await send(page, page.getByRole('button', { name: /Left better/ }))
    assert.match(await page.getByRole('status').textContent(), /left better · Sam Okafor/)
    await send(page, page.getByRole('button', { name: 'Undo' }))
    assert.ok(await page.locator('.asked').getByText('The quiet way').count() > 0)
  }))

  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      it(`is sound while a touch is asked about, at ${width} pixels, ${scheme}`, () => stage.as({ width, scheme }, async (page, complaints) => {
        await page.goto('/review')
        assert.equal(await page.locator('.asked').count(), 1, 'a touch is left to ask about')
        await page.evaluate(() => document.querySelectorAll('details').forEach(part => { part.open = true }))
        const { violations } = await new AxeBuilder({ page }).analyze()
        assert.deepEqual(violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target)}`), [])
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth))
        assert.deepEqual(complaints, [])
      }))
    }
  }
})
