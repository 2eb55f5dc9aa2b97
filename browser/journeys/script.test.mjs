// Troth without script: every form works as plain HTML.

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ANA, fillInTouch, journey, pageOf, send, upload } from './stage.mjs'

const plain = { script: false }

journey('without script', stage => {
  it('search finds a person, and the filter stands in the address', () => stage.as(plain, async page => {
    await page.goto('/people')
    const field = page.getByRole('main').locator('input[name=q]').first()
    await field.fill('lindq')
    await field.press('Enter')
    await page.waitForURL(url => url.searchParams.get('q') === 'lindq')
    await page.getByRole('main').getByRole('link', { name: ANA }).first().click()
    assert.match(await page.getByRole('heading', { level: 1 }).textContent(), new RegExp(ANA))
  }))

  it('a touch is logged and can be taken back', () => stage.as(plain, async page => {
    const note = 'Walked round the lake; the move went well'
    await fillInTouch(page, ANA, note)
    await send(page, page.getByRole('button', { name: 'Note it' }))
    const person = await pageOf(page, ANA)
    await page.goto(person)
    assert.equal(await page.getByText(note).count() > 0, true, 'the touch stands on the page of the person')
    await page.goto('/history')
    await send(page, page.getByRole('button', { name: /undo/i }).first())
    await page.goto(person)
    assert.equal(await page.getByText(note).count(), 0, 'and is gone when it is taken back')
  }))

  for (const answer of ['Done', 'Put off', 'Not needed']) {
    it(`a move of today is answered with “${answer}”, and that is taken back`, () => stage.as(plain, async page => {
      await page.goto('/')
      const moves = async () => (await page.getByRole('main').locator('h3').allTextContents()).join(', ')
      const before = await moves()
      await send(page, page.getByRole('main').getByRole('button', { name: answer, exact: true }).first())
      assert.equal(new URL(page.url()).pathname, '/')
      assert.notEqual(await moves(), before, 'the answered move is gone')
      await send(page, page.getByRole('status').getByRole('button', { name: /undo/i }))
      assert.equal(await moves(), before, 'and is there again when the answer is taken back')
    }))
  }

  it('a mailbox is uploaded, shown, accepted and taken back', () => stage.as(plain, async page => {
    await upload(page)
    assert.match(await page.getByRole('main').textContent(), /(^|\D)4 messages/)
    await send(page, page.getByRole('button', { name: 'Take it into the book' }))
    await page.goto('/people?q=reinholt')
    assert.ok(await page.getByText('Dagny Reinholt').count() > 0, 'somebody written to and heard from on four days is in the book')
    await page.goto('/history')
    await send(page, page.getByRole('button', { name: /undo/i }).first())
    await page.goto('/people?q=reinholt')
    assert.equal(await page.getByText('Dagny Reinholt').count(), 0, 'and is gone with the batch')
  }))
})
