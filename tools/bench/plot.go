package main

import (
	"bytes"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// plot draws the time of plans and the provider's memory against the number of objects, side by side, and the names beside them.
func (m measurements) plot() ([]byte, error) {
	time, err := m.panel("Plan without a change: time (s)", func(one measurement) float64 { return one.wall })
	if err != nil {
		return nil, err
	}
	memory, err := m.panel("Provider's memory (MiB)", func(one measurement) float64 { return one.memory })
	if err != nil {
		return nil, err
	}
	names := time.Legend
	time.Legend, memory.Legend = plot.NewLegend(), plot.NewLegend()
	names.Top, names.Left, names.Padding = true, true, 2*vg.Millimeter
	names.TextStyle.Font.Size = 9
	canvas := vgsvg.New(34*vg.Centimeter, 10*vg.Centimeter)
	tiles := draw.Tiles{Rows: 1, Cols: 3, PadX: vg.Centimeter, PadTop: 4 * vg.Millimeter, PadBottom: 4 * vg.Millimeter, PadLeft: 4 * vg.Millimeter, PadRight: 4 * vg.Millimeter}
	drawing := draw.New(canvas)
	for i, panel := range []*plot.Plot{time, memory} {
		panel.Draw(tiles.At(drawing, i, 0))
	}
	names.Draw(tiles.At(drawing, 2, 0))
	var svg bytes.Buffer
	if _, err := canvas.WriteTo(&svg); err != nil {
		return nil, err
	}
	return svg.Bytes(), nil
}

func (m measurements) panel(title string, of func(measurement) float64) (*plot.Plot, error) {
	panel := plot.New()
	panel.Title.Text, panel.X.Label.Text, panel.BackgroundColor = title, "objects", color.White
	panel.Add(plotter.NewGrid())
	colors := len(plotutil.DefaultColors)
	for i, kind := range m.kinds() {
		var points plotter.XYs
		for _, one := range m.of(kind, "plan") {
			points = append(points, plotter.XY{X: float64(one.objects), Y: of(one)})
		}
		if len(points) == 0 {
			continue
		}
		line, marks, err := plotter.NewLinePoints(points)
		if err != nil {
			return nil, err
		}
		line.Color, marks.Color, marks.Shape = plotutil.Color(i), plotutil.Color(i), plotutil.Shape(i)
		line.Dashes = plotutil.Dashes(i / colors)
		panel.Add(line, marks)
		panel.Legend.Add(kind, line, marks)
	}
	panel.X.Min, panel.Y.Min = 0, 0
	return panel, nil
}
