"""挂点联系: officials who keep in touch with enterprises, villages and schools."""
