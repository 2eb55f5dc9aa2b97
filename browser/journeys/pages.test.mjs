// Every page, on a phone and on a desk, by day and by night: usable by everybody, nothing cut off, no complaint.

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { SCHEMES, WIDTHS } from '../chromium.mjs'
import { ANA, PAGES, SITUATIONS, journey, pageOf, pagesOf, pagesOfThings, unfolded } from './stage.mjs'

journey('every page', stage => {
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      it(`is sound at ${width} pixels, ${scheme}`, () => stage.as({ width, scheme }, async (page, complaints) => {
        const faults = []
        for (const path of [...PAGES, ...await pagesOfThings(page), ...await pagesOf(page, ANA)]) {
          const answer = await page.goto(path)
          if (answer.status() !== 200) faults.push(`answers with ${answer.status()}`)
          await openEverything(page)
          const found = [...await barriers(page, scheme), ...await cutOff(page), ...await missingLandmarks(page), ...complaints.splice(0)]
          faults.push(...found.map(fault => `${path}: ${fault}`))
        }
        assert.deepEqual(faults, [])
      }))
    }
  }

  it('leads to each form of a person without script', () => stage.as({ script: false }, async page => {
    const forms = await unfolded(page, ANA)
    assert.ok(forms.length > 8, 'a person has many forms')
    for (const address of forms) {
      await page.goto(address)
      assert.equal(await page.locator('details[open]').count(), 1, address)
    }
  }))

  it('unfolds each form of a person in its place, all of them sound, and what is typed in one stays', () => stage.as({ width: 390 }, async page => {
    await page.goto(await pageOf(page, ANA))
    const before = page.url()
    const keys = await page.locator('a.folded').evaluateAll(links => links.map(link => link.id))
    // Two of each kind: they call their fields alike.
    const seen = {}
    const opened = keys.filter(key => {
      const kind = key.replace(/[0-9a-f]{32}/, '')
      return (seen[kind] = (seen[kind] ?? 0) + 1) <= 2
    })
    assert.ok(opened.length > Object.keys(seen).length && Object.keys(seen).length > 8)
    const unfold = async key => {
      await page.locator(`a.folded[id="${key}"]`).click()
      await page.locator(`details[id="${key}"][open]`).waitFor()
    }
    await unfold('approach')
    const half = page.locator('details[id="approach"] input[name=time]')
    await half.fill('half a wo')
    for (const key of opened.filter(key => key !== 'approach')) await unfold(key)
    assert.equal(await half.inputValue(), 'half a wo')
    assert.equal(page.url(), before)
    assert.deepEqual([...await barriers(page), ...await cutOff(page)], [])
  }))

  it('can be enlarged to twice the size without being cut off', () => stage.as({ width: 640 }, async page => {
    const faults = []
    for (const path of [...PAGES, ...await pagesOfThings(page), ...await pagesOf(page, ANA)]) {
      await page.goto(path)
      // Text at 200 % (WCAG 1.4.4), as a reader sets it in the browser.
      await page.evaluate(() => { document.documentElement.style.fontSize = '200%' })
      faults.push(...(await cutOff(page)).map(fault => `${path}: ${fault}`))
    }
    assert.deepEqual(faults, [])
  }))

  for (const [at, [name, reach]] of Object.entries(SITUATIONS).entries()) {
    it(`is sound where there is ${name}`, () => stage.as({ width: WIDTHS[at % 2], scheme: SCHEMES[at % 2] }, async page => {
      await reach(page)
      await openEverything(page)
      assert.deepEqual([...await barriers(page), ...await cutOff(page), ...await missingLandmarks(page)], [])
    }))
  }

  it('says so in words when there is no such page or person', () => stage.as({}, async page => {
    for (const path of ['/no-such-page', '/people/00000000-0000-7000-8000-000000000000', '/people/nonsense']) {
      const answer = await page.goto(path)
      assert.equal(answer.status(), 404, path)
      assert.ok(await page.getByRole('heading', { level: 1 }).textContent(), `${path} has a heading`)
      assert.deepEqual(await barriers(page), [], path)
    }
  }))
})

/** What is folded away must be sound too. */
const openEverything = page => page.evaluate(() => document.querySelectorAll('details').forEach(part => { part.open = true }))

/** Of what axe looks at, all that a night changes: its colours. Names, order and labels are those of the day. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** What keeps somebody from using the page, as axe finds it. */
async function barriers(page, scheme) {
  const axe = new AxeBuilder({ page })
  const { violations } = await (scheme === 'dark' ? axe.withRules(COLOURS) : axe).analyze()
  return violations.flatMap(rule => rule.nodes.map(node => `${rule.help} (${rule.id}): ${node.target} ${node.failureSummary.replaceAll('\n', ' ')}`))
}

/** What makes the page scroll sideways. */
async function cutOff(page) {
  const { wide, seen, widest } = await page.evaluate(() => {
    const seen = document.documentElement.clientWidth
    const over = [...document.querySelectorAll('body *')].filter(part => part.getBoundingClientRect().right > seen + 1)
    return { wide: document.documentElement.scrollWidth, seen, widest: over.slice(-1).map(part => part.outerHTML.slice(0, 120)) }
  })
  return wide > seen ? [`scrolls sideways, ${wide} pixels on ${seen}; look at ${widest}`] : []
}

async function missingLandmarks(page) {
  const faults = []
  if (await page.getByRole('main').count() !== 1) faults.push('has not one main part')
  if (await page.getByRole('heading', { level: 1 }).count() !== 1) faults.push('has not one first heading')
  if (!/Troth/.test(await page.title())) faults.push('has no title that says where one is')
  return faults
}
